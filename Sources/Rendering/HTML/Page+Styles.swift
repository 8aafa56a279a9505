extension Page {
    /// The hues of series are those of Okabe and Ito, which people who do not see all colours can
    /// tell apart.
    static let styles = """

        :root {
          --ink: #1c2128; --soft: #5b6472; --rule: #dde1e7; --paper: #ffffff; --band: #f4f6f8;
          --warn: #b35900;
          --s0: #0072b2; --s1: #d55e00; --s2: #009e73; --s3: #b8578c; --s4: #b58900; --s5: #3f8fc4;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --ink: #e4e7eb; --soft: #9aa4b2; --rule: #343b45; --paper: #15181d; --band: #1d2127;
            --warn: #e8a33d;
            --s0: #56b4e9; --s1: #e69f00; --s2: #2fbf95; --s3: #e094bf; --s4: #f0e442;
            --s5: #7f9fe0;
          }
        }
        * { box-sizing: border-box; }
        body {
          margin: 2.5rem auto; padding: 0 1.25rem; max-width: 62rem; color: var(--ink);
          background: var(--paper); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif;
        }
        h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1.25rem; overflow-wrap: anywhere; }
        h2 { font-size: 1.05rem; margin: 2.25rem 0 .75rem; }
        p { margin: .35rem 0; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.25rem; margin: 0; }
        dt { color: var(--soft); }
        dd { margin: 0; overflow-wrap: anywhere; white-space: pre-wrap; }
        .scroll {
          overflow-x: auto; margin: 1rem 0; width: max-content;
          max-width: calc(100vw - 2rem - max(1.25rem, (100vw - 62rem) / 2));
        }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
        th { color: var(--soft); font-weight: 500; border-bottom: 2px solid var(--rule); }
        th, td { padding: .3rem .9rem .3rem 0; text-align: left; vertical-align: top; }
        td { border-bottom: 1px solid var(--rule); }
        td.long { white-space: pre-wrap; overflow-wrap: break-word; min-width: 18rem; }
        th, td.text { white-space: nowrap; }
        th.number, td.number { text-align: right; white-space: nowrap; }
        figure { margin: 1.5rem 0; overflow-x: auto; }
        figcaption { font-weight: 500; margin-bottom: .4rem; }
        svg { display: block; width: 100%; min-width: 760px; height: auto; }
        svg text { font: 12px system-ui, -apple-system, "Segoe UI", sans-serif; fill: var(--soft); }
        svg text.strong { fill: var(--ink); }
        svg text.best { fill: var(--ink); font-weight: 600; }
        .grid { stroke: var(--rule); } .axis { stroke: var(--soft); }
        .mark { stroke: var(--ink); stroke-dasharray: 3 3; }
        .range { stroke: var(--ink); stroke-width: 1.5; }
        .band { fill: var(--warn); opacity: .22; }
        .line { fill: none; stroke-width: 1.75; stroke-linejoin: round; }
        .line.s0 { stroke: var(--s0); } .line.s1 { stroke: var(--s1); }
        .line.s2 { stroke: var(--s2); } .line.s3 { stroke: var(--s3); }
        .line.s4 { stroke: var(--s4); } .line.s5 { stroke: var(--s5); }
        .fill.s0 { fill: var(--s0); } .fill.s1 { fill: var(--s1); }
        .fill.s2 { fill: var(--s2); } .fill.s3 { fill: var(--s3); }
        .fill.s4 { fill: var(--s4); } .fill.s5 { fill: var(--s5); }
        svg text.s0 { fill: var(--s0); } svg text.s1 { fill: var(--s1); }
        svg text.s2 { fill: var(--s2); } svg text.s3 { fill: var(--s3); }
        svg text.s4 { fill: var(--s4); } svg text.s5 { fill: var(--s5); }
        footer { margin-top: 3rem; color: var(--soft); font-size: .85rem; }

        """

    /// The class of a series' hue.
    static func hue(_ series: Int) -> String { "s\(series % 6)" }
}
