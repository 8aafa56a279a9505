/// The smallest two-sided p that a Mann-Whitney test of `n` against `m` samples can give.
///
/// That of complete separation: 2 n! m! / (n + m)!. Above the significance no verdict is possible,
/// whatever the values. 1 when a sample is empty.
package func smallestP(_ n: Int, _ m: Int) -> Double {
    min(1, 2 / UDistribution.arrangements(n, m))
}

/// The fewest samples a side with which a two-sided Mann-Whitney test can reach a significance.
///
/// 4 for 0.05. For k comparisons with Holm's correction, ask for significance / k. Nil outside
/// 0 < significance < 1.
package func samplesNeeded(significance: Double = 0.05) -> Int? {
    guard significance > 0, significance < 1 else { return nil }
    var n = 1
    while smallestP(n, n) > significance { n += 1 }
    return n
}

extension RankTest {
    /// About how many samples a side would show the difference seen here, if it is real.
    ///
    /// By Noether's formula (1987), n = (z(1 − significance/2) + z(power))² / 6 (superiority − ½)²,
    /// from what was observed, hence rough when that was little. Nil beyond `limit`, as it is where
    /// there is no difference at all, and for a significance or power outside 0 < x < 1.
    package func samplesNeeded(
        significance: Double = 0.05,
        power: Double = 0.8,
        limit: Int = 10_000
    ) -> Int? {
        guard let least = Statistics.samplesNeeded(significance: significance),
            let z = Normal.quantile(significance / 2),
            let zPower = Normal.quantile(power)
        else { return nil }
        let effect = superiority - 0.5
        let reach = max(0, zPower - z)
        let estimate = (reach * reach / (6 * effect * effect)).rounded(.up)
        guard let needed = Int(exactly: estimate).map({ max($0, least) }), needed <= limit else {
            return nil
        }
        return needed
    }
}
