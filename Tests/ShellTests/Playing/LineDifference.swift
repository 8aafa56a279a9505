/// What has to change in some lines to make others of them.
struct LineDifference: CustomStringConvertible {
    let description: String

    /// Common lines are left out but for two on either side of a change.
    init(from old: [String], to new: [String]) {
        let changes = new.difference(from: old)
        var removed = Set<Int>()
        var inserted = Set<Int>()
        for change in changes {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var lines: [(mark: String, text: String)] = []
        var (left, right) = (0, 0)
        while left < old.count || right < new.count {
            if removed.contains(left) {
                lines.append(("-", old[left]))
                left += 1
            } else if inserted.contains(right) {
                lines.append(("+", new[right]))
                right += 1
            } else {
                lines.append((" ", old[left]))
                left += 1
                right += 1
            }
        }
        let changed = lines.indices.filter { lines[$0].mark != " " }
        description = lines.indices.filter { index in
            changed.contains { abs($0 - index) <= 2 }
        }.map { lines[$0].mark + lines[$0].text }.joined(separator: "\n")
    }
}
