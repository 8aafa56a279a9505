// swift-tools-version: 6.2
import PackageDescription

// A target exists when it wraps C, keeps a heavy dependency in, or promises purity.
// Who may import whom is the table in scripts/check-imports; README.md draws it.
let package = Package(
    name: "benchsh",
    products: [.executable(name: "benchsh", targets: ["benchsh"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.100.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        // Pure: values in, values out.
        .target(name: "Statistics"),
        .target(name: "Text"),
        .target(name: "Measurement", dependencies: ["Statistics"]),
        .target(
            name: "BenchLanguage",
            dependencies: ["Text"],
            resources: [.embedInCode("Syntax/language.ebnf")]
        ),
        .target(name: "Rendering", dependencies: ["Measurement", "Statistics", "Text"]),

        // Effects, each behind one door.
        .target(name: "LoadEngine", dependencies: ["Measurement"]),
        .target(
            name: "LLMClient",
            dependencies: [
                "Measurement",
                "Text",
                "CSocket",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOTLS", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            resources: [.embedInCode("Providers/providers.json")]
        ),
        .target(
            name: "History",
            dependencies: [
                "Measurement", "Statistics", "Text",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            resources: [.embedInCode("Schema/fresh.sql")]
        ),
        .target(name: "CSocket"),
        .target(name: "CLibEdit", linkerSettings: [.linkedLibrary("edit")]),
        .target(name: "Terminal", dependencies: ["CLibEdit", "Text"]),
        .target(
            name: "MockProvider",
            dependencies: [
                "Text",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]
        ),

        // The only place where they meet, and the only program.
        .target(
            name: "Shell",
            dependencies: [
                "BenchLanguage", "Rendering", "Measurement", "Statistics", "LoadEngine",
                "LLMClient", "History", "Terminal", "MockProvider", "Text",
            ],
            resources: [.embedInCode("Help/Topics")]
        ),
        .executableTarget(
            name: "benchsh",
            dependencies: [
                "Shell", "Terminal",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),

        // One test target for each module, named after it.
        .testTarget(name: "TextTests", dependencies: ["Text"]),
        .testTarget(name: "StatisticsTests", dependencies: ["Statistics"]),
        .testTarget(name: "MeasurementTests", dependencies: ["Measurement"]),
        .testTarget(name: "BenchLanguageTests", dependencies: ["BenchLanguage"]),
        .testTarget(
            name: "RenderingTests",
            dependencies: ["Rendering", "Measurement", "Statistics", "Text"]
        ),
        .testTarget(name: "LoadEngineTests", dependencies: ["LoadEngine", "Measurement"]),
        .testTarget(
            name: "LLMClientTests",
            dependencies: [
                "LLMClient", "MockProvider", "Measurement",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            exclude: ["Transcripts"]
        ),
        .testTarget(
            name: "HistoryTests",
            dependencies: [
                "History", "Measurement", "Statistics",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]
        ),
        .testTarget(
            name: "TerminalTests",
            dependencies: ["Terminal", "Text", "LineEditorProbe"]
        ),
        .testTarget(name: "MockProviderTests", dependencies: ["MockProvider"]),
        .testTarget(
            name: "ShellTests",
            dependencies: [
                "Shell", "BenchLanguage", "History", "LLMClient", "Measurement", "Rendering",
                "Terminal",
                "Text",
            ],
            exclude: ["Transcripts"]
        ),
        // The built program, from outside.
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["benchsh", .product(name: "GRDBSQLite", package: "GRDB.swift")],
            exclude: ["Readers", "Screens"]
        ),
        // Fills a history for scripts/bench, through the module that stores what is measured.
        .executableTarget(
            name: "HistoryLoad",
            dependencies: ["History", "Measurement"],
            path: "scripts/benchmark/history"
        ),
        // A line editor without a shell around it, for the tests that drive a terminal.
        .executableTarget(
            name: "LineEditorProbe",
            dependencies: ["Terminal"],
            path: "Tests/LineEditorProbe"
        ),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where !["CSocket", "CLibEdit"].contains(target.name) {
    target.swiftSettings =
        (target.swiftSettings ?? []) + [
            .enableUpcomingFeature("ExistentialAny"),
            .enableUpcomingFeature("InternalImportsByDefault"),
            .enableUpcomingFeature("MemberImportVisibility"),
            .treatAllWarnings(as: .error),
        ]
}
