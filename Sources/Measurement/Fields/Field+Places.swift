internal import FoundationEssentials

// Fields that stand for one place in a record.
extension Field {
    static func real(
        _ name: String,
        _ place: Place<Record, Double?>,
        _ unit: MetricUnit?,
        _ meaning: String
    ) -> Self {
        let read = reader(place)
        return Self(name, .real, meaning, in: unit) {
            FieldValue(read($0))
        } restore: {
            $0[keyPath: place] = $1.real
        }
    }

    static func real(
        _ name: String,
        _ place: Place<Record, Double>,
        _ unit: MetricUnit?,
        _ meaning: String
    ) -> Self {
        let read = reader(place)
        return Self(name, .real, meaning, in: unit) {
            .real(read($0))
        } restore: { record, value in
            if let real = value.real { record[keyPath: place] = real }
        }
    }

    static func integer(
        _ name: String,
        _ place: Place<Record, Int?>,
        _ meaning: String
    ) -> Self {
        let read = reader(place)
        return Self(name, .integer, meaning) {
            FieldValue(read($0))
        } restore: {
            $0[keyPath: place] = $1.integer
        }
    }

    static func integer(_ name: String, _ place: Place<Record, Int>, _ meaning: String) -> Self {
        let read = reader(place)
        return Self(name, .integer, meaning) {
            .integer(read($0))
        } restore: { record, value in
            if let integer = value.integer { record[keyPath: place] = integer }
        }
    }

    static func text(_ name: String, _ place: Place<Record, String?>, _ meaning: String) -> Self {
        let read = reader(place)
        return Self(name, .text, meaning) {
            FieldValue(read($0))
        } restore: {
            $0[keyPath: place] = $1.text
        }
    }

    static func text(_ name: String, _ place: Place<Record, String>, _ meaning: String) -> Self {
        let read = reader(place)
        return Self(name, .text, meaning) {
            .text(read($0))
        } restore: { record, value in
            if let text = value.text { record[keyPath: place] = text }
        }
    }

    static func word<Word: RawRepresentable<String> & SendableMetatype>(
        _ name: String,
        _ place: Place<Record, Word?>,
        _ meaning: String
    ) -> Self {
        let read = reader(place)
        return Self(name, .text, meaning) {
            FieldValue(read($0)?.rawValue)
        } restore: {
            $0[keyPath: place] = $1.text.flatMap(Word.init(rawValue:))
        }
    }

    static func word<Word: RawRepresentable<String> & SendableMetatype>(
        _ name: String,
        _ place: Place<Record, Word>,
        _ meaning: String
    ) -> Self {
        let read = reader(place)
        return Self(name, .text, meaning) {
            .text(read($0).rawValue)
        } restore: { record, value in
            if let word = value.text.flatMap(Word.init(rawValue:)) { record[keyPath: place] = word }
        }
    }

    static func time(_ name: String, _ place: Place<Record, Date?>, _ meaning: String) -> Self {
        let read = reader(place)
        return Self(name, .time, meaning) {
            FieldValue(read($0))
        } restore: {
            $0[keyPath: place] = $1.time
        }
    }

    static func time(_ name: String, _ place: Place<Record, Date>, _ meaning: String) -> Self {
        let read = reader(place)
        return Self(name, .time, meaning) {
            .time(read($0))
        } restore: { record, value in
            if let time = value.time { record[keyPath: place] = time }
        }
    }
}
