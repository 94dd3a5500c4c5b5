package mpjdht.experiment.html;

import mpjdht.page.Page;

/** How the report looks: in the colours of the dashboard, light or dark as the reader's system is. */
final class Style {
    private static final String RULES =
            """
            * { box-sizing: border-box; }
            html { background: var(--bg); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; scroll-padding-top: 16px; -webkit-text-size-adjust: 100%; }
            body, h1, h2, h3, p, dl, dd, ul, figure, pre { margin: 0; padding: 0; }
            a { color: var(--accent); text-underline-offset: 2px; }
            :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
            code, pre { font-family: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: .9em; }
            .skip { position: absolute; left: -200vw; top: 8px; background: var(--accent); color: var(--on-accent); padding: 8px 14px; border-radius: 8px; }
            .skip:focus { left: 12px; }
            .page { display: grid; grid-template-columns: 208px minmax(0, 1fr); gap: 40px; max-width: 1240px; margin: 0 auto; padding: 40px 28px 80px; align-items: start; }
            nav { position: sticky; top: 40px; max-height: calc(100vh - 80px); overflow: auto; font-size: 14px; }
            nav ul { list-style: none; }
            nav ul ul { border-left: 1px solid var(--line); margin: 2px 0 10px 2px; padding-left: 12px; }
            nav li { padding: 2px 0; }
            nav a { color: var(--ink); text-decoration: none; }
            nav ul ul a { color: var(--soft); }
            nav a:hover { color: var(--accent); }
            nav .title { color: var(--soft); font-size: 13px; font-weight: 650; letter-spacing: .02em; margin-bottom: 8px; }
            main { display: grid; gap: 28px; min-width: 0; }
            main > section, article { display: grid; gap: 18px; min-width: 0; }
            h1 { font-size: 34px; font-weight: 680; letter-spacing: -.02em; line-height: 1.15; }
            h2 { font-size: 22px; font-weight: 650; letter-spacing: -.01em; line-height: 1.25; }
            h3 { font-size: 13px; font-weight: 650; letter-spacing: .02em; color: var(--soft); }
            header { display: grid; gap: 12px; }
            header p { color: var(--soft); max-width: 72ch; }
            header .lead { font-size: 18px; color: var(--ink); }
            .question { font-size: 20px; font-weight: 600; letter-spacing: -.01em; line-height: 1.3; max-width: 60ch; }
            .card { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 22px 24px; box-shadow: var(--shade); }
            pre { background: var(--well); border: 1px solid var(--line); border-radius: 9px; padding: 9px 14px; overflow-x: auto; }
            pre code::before { content: "$ "; color: var(--soft); }
            .scroll { overflow-x: auto; }
            table { border-collapse: collapse; font-size: 14px; font-variant-numeric: tabular-nums; min-width: 60%; }
            th, td { text-align: right; padding: 6px 12px; vertical-align: top; white-space: nowrap; }
            thead th { color: var(--soft); font-weight: 550; white-space: normal; vertical-align: bottom; }
            tbody th { font-weight: 500; }
            tbody th, tbody td { border-top: 1px solid var(--line); }
            th:first-child { text-align: left; padding-left: 0; }
            th.words, td.words { text-align: left; white-space: normal; min-width: 30ch; }
            .agrees, .differs, .mark { display: inline-block; font-size: 13px; border-radius: 99px; padding: 0 10px; border: 1px solid currentColor; white-space: nowrap; }
            .agrees { color: var(--good); }
            .differs { color: var(--warm); }
            .mark { color: var(--soft); justify-self: start; }
            .explanations { display: grid; gap: 4px; max-width: 76ch; font-size: 15px; }
            .explanations dt { font-weight: 600; }
            .explanations dd { margin-bottom: 10px; }
            cite { display: block; color: var(--soft); font-size: 13.5px; }
            figure { min-width: 0; }
            .chart img { display: block; width: 100%; max-width: 800px; height: auto; margin: 0 auto; mix-blend-mode: multiply; }
            .ring svg { display: block; width: 100%; max-width: 420px; height: auto; margin: 0 auto; }
            figcaption { text-align: center; color: var(--soft); font-size: 14px; margin-top: 6px; }
            .downloads { color: var(--soft); font-size: 14px; }
            .measured { display: grid; gap: 18px; border-left: 3px solid var(--rim); padding-left: 18px; min-width: 0; }
            .facts { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 3px 20px; font-size: 15px; }
            .facts dt { color: var(--soft); }
            .facts dd { overflow-wrap: anywhere; }
            .failed { color: var(--bad); font-weight: 600; }
            @media (prefers-color-scheme: dark) { .chart img { filter: invert(1) hue-rotate(180deg); mix-blend-mode: screen; } }
            @media (max-width: 860px) { .page { grid-template-columns: minmax(0, 1fr); gap: 24px; padding: 20px 16px 60px; } nav { position: static; max-height: none; } .card { padding: 16px; } }
            @media print { .page { display: block; } nav { display: none; } .card { break-inside: avoid-page; box-shadow: none; } }
            """;

    private Style() {}

    /** The rules of CSS. */
    static String rules() {
        return Page.load().colours() + RULES;
    }
}
