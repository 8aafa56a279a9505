/// The pages of the manual, embedded from the Markdown files beside this one.
enum Topics {
    /// By the name of the file: `exit-codes`.
    static let all: [String: String] = [
        "checking": text(PackageResources.checking_md),
        "environment": text(PackageResources.environment_md),
        "errors": text(PackageResources.errors_md),
        "exit-codes": text(PackageResources.exit_codes_md),
        "expectations": text(PackageResources.expectations_md),
        "files": text(PackageResources.files_md),
        "history": text(PackageResources.history_md),
        "keys": text(PackageResources.keys_md),
        "language": text(PackageResources.language_md),
        "providers": text(PackageResources.providers_md),
        "reports": text(PackageResources.reports_md),
    ]

    private static func text(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self)
    }
}
