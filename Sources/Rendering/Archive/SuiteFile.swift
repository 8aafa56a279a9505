import FoundationEssentials
package import Measurement
import Text

/// Suites with everything that was measured, as a JSON text that another history can take in.
///
/// `{"format": "benchsh suites", "version": 1, "suites": [{…, "runs": [{…}]}]}`: a suite and a run
/// have the columns of the views of those names. Figures that follow from the runs are left out.
package struct SuiteFile: Sendable {
    private static let format = "benchsh suites"
    private static let version = 1

    /// Each suite with its runs.
    package var suites: [(suite: Suite, runs: [Run])]

    package init(_ suites: [(suite: Suite, runs: [Run])]) {
        self.suites = suites
    }

    /// The text, one line for each suite and run.
    package var text: String {
        let header: [(key: String, value: JSON)] = [
            ("format", .string(Self.format)), ("version", .integer(Self.version)),
        ]
        var text = JSON.object(header).text.dropLast() + #","suites":["#
        for (index, entry) in suites.enumerated() {
            text += index == 0 ? "\n" : ",\n"
            let suite = Self.members(Suite.storedFields, of: entry.suite)
            text += JSON.object(suite).text.dropLast() + #","runs":["#
            for (index, run) in entry.runs.enumerated() {
                text += index == 0 ? "\n" : ",\n"
                text += JSON.object(Self.members(Run.storedFields, of: run)).text
            }
            text += "]}"
        }
        return text + "]}\n"
    }

    /// Reads such a text.
    package init(text: String) throws(SuiteFileError) {
        let file: StoredFile
        do {
            file = try JSONDecoder().decode(StoredFile.self, from: Data(text.utf8))
        } catch DecodingError.dataCorrupted(let context) where context.codingPath.isEmpty {
            throw .malformed("it is no JSON, or it is cut off")
        } catch let error as DecodingError {
            throw .malformed(error.inWords)
        } catch let error as SuiteFileError {
            throw error
        } catch {
            throw .malformed("\(error)")
        }
        suites = file.suites
    }

    private static func members<Record>(
        _ fields: [Field<Record>],
        of record: Record
    ) -> [(key: String, value: JSON)] {
        fields.compactMap { field in
            let value = field.value(record)
            return value == .null ? nil : (field.name, JSON(value, field.unit))
        }
    }

    /// What stands in the file, as JSON is decoded.
    private struct StoredFile: Decodable {
        let suites: [(suite: Suite, runs: [Run])]

        init(from decoder: any Decoder) throws {
            let file = try decoder.container(keyedBy: Name.self)
            guard try file.decodeIfPresent(String.self, forKey: Name("format")) == format else {
                throw SuiteFileError.malformed("it holds no suites of benchsh")
            }
            let written = try file.decode(Int.self, forKey: Name("version"))
            guard written == version else { throw SuiteFileError.newer(version: written) }
            suites = try file.decode([StoredSuite].self, forKey: Name("suites")).map {
                ($0.suite, $0.runs)
            }
        }
    }

    private struct StoredSuite: Decodable {
        var suite = Suite.blank
        let runs: [Run]

        init(from decoder: any Decoder) throws {
            let members = try decoder.container(keyedBy: Name.self)
            for field in Suite.storedFields { try field.restore(from: members, in: &suite) }
            guard !suite.id.isEmpty else {
                throw SuiteFileError.malformed("a suite has no id")
            }
            runs = try members.decode([StoredRun].self, forKey: Name("runs")).map(\.run)
            guard Set(runs.map(\.number)).count == runs.count else {
                throw SuiteFileError.malformed("two runs of a suite have one number")
            }
        }
    }

    private struct StoredRun: Decodable {
        var run = Run.blank

        init(from decoder: any Decoder) throws {
            let members = try decoder.container(keyedBy: Name.self)
            for field in Run.storedFields { try field.restore(from: members, in: &run) }
        }
    }
}

/// Why a text cannot be taken in.
package enum SuiteFileError: Error, Equatable, CustomStringConvertible {
    case malformed(String)
    /// A later benchsh wrote it.
    case newer(version: Int)

    package var description: String {
        switch self {
        case .malformed(let reason): reason
        case .newer(let version):
            "a later benchsh wrote it (version \(version) of the format); update this one"
        }
    }
}

/// The name of a member.
private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

extension Field {
    /// Puts a member's value back into a record; one that is absent is null, and one that the
    /// record cannot hold, as a word that it does not know, is an error.
    fileprivate func restore(
        from members: KeyedDecodingContainer<Name>,
        in record: inout Record
    ) throws {
        guard let restore else { return }
        let name = Name(name)
        let value: FieldValue
        switch kind {
        case .integer: value = FieldValue(try members.decodeIfPresent(Int.self, forKey: name))
        case .real: value = FieldValue(try members.decodeIfPresent(Double.self, forKey: name))
        case .text: value = FieldValue(try members.decodeIfPresent(String.self, forKey: name))
        case .time:
            let text = try members.decodeIfPresent(String.self, forKey: name)
            value =
                try text.map { text in
                    guard let seconds = Timestamp.seconds(text) else {
                        throw Self.unfit(name, in: members)
                    }
                    return .time(Date(timeIntervalSince1970: seconds))
                } ?? .null
        case .list:
            value =
                try members.decodeIfPresent([String].self, forKey: name).map(FieldValue.list)
                ?? .null
        case .offsets:
            let offsets = try members.decodeIfPresent([Int64].self, forKey: name) ?? []
            guard zip(offsets, offsets.dropFirst()).allSatisfy(<=), (offsets.first ?? 0) >= 0,
                (offsets.last ?? 0) <= 1_000_000_000_000_000
            else { throw SuiteFileError.malformed("the times of a timeline are not ascending") }
            value = offsets.isEmpty ? .null : .offsets(offsets)
        }
        restore(&record, value)
        if case .text(let text) = value, !text.isEmpty, self.value(record) != value {
            throw Self.unfit(name, in: members)
        }
    }

    private static func unfit(
        _ name: Name,
        in members: KeyedDecodingContainer<Name>
    ) -> DecodingError {
        .dataCorruptedError(forKey: name, in: members, debugDescription: "")
    }
}

extension JSON {
    fileprivate init(_ value: FieldValue, _ unit: MetricUnit?) {
        self =
            switch value {
            case .real(let real) where unit == .tokens || unit == .count:
                Int(exactly: real).map(JSON.integer) ?? .number(real)
            case .null: .null
            case .integer(let integer): .integer(integer)
            case .real(let real): .number(real)
            case .text(let text): .string(text)
            case .time(let time):
                Timestamp.text(time.timeIntervalSince1970).map(JSON.string) ?? .null
            case .list(let list): .array(list.map(JSON.string))
            case .offsets(let offsets): .array(offsets.map { .integer(Int($0)) })
            }
    }
}

extension DecodingError {
    /// Where the text is not as it should be.
    fileprivate var inWords: String {
        switch self {
        case .typeMismatch(_, let context), .valueNotFound(_, let context),
            .dataCorrupted(let context):
            "\(Self.place(context.codingPath)) is not what it should be"
        case .keyNotFound(let key, let context):
            "\(Self.place(context.codingPath)) has no '\(key.stringValue)'"
        @unknown default: "it cannot be read"
        }
    }

    /// As a path: `suites[0].runs[3].ttft_ms`.
    private static func place(_ keys: [any CodingKey]) -> String {
        let path = keys.map { key in key.intValue.map { "[\($0)]" } ?? ".\(key.stringValue)" }
        return keys.isEmpty ? "it" : "'\(path.joined().drop { $0 == "." })'"
    }
}
