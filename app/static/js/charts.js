// Draws the figures of a page with Plotly: app/documents/charts.py says what, this says how it
// looks at the width and in the colours of the screen. Without this script the tables stay.
(() => {
  "use strict";

  const NARROW_PX = 420;
  const CHARACTER_PX = 7.7;
  const LETTER_PX = 6.8;
  const LINE_PX = 16;
  const BAR_PX = 18;
  const GAP = "\u2002";
  const CONFIG = { displayModeBar: false, doubleClick: false, showTips: false, scrollZoom: false };

  const media = (query) => window.matchMedia(query);

  /** The colours that the stylesheet holds for the scheme in force. */
  function colours() {
    const style = getComputedStyle(document.documentElement);
    const token = (name) => style.getPropertyValue(name).trim();
    return {
      surface: token("--background-surface"),
      text: token("--content-primary"),
      soft: token("--content-secondary"),
      grid: token("--stroke-soft"),
      strong: token("--stroke-strong"),
      plain: token("--content-brand"),
      marked: token("--stroke-warn"),
    };
  }

  /** Words put on lines of at most so many characters. */
  function wrapped(label, most) {
    const lines = [""];
    for (const word of label.split(" ")) {
      const longer = `${lines[lines.length - 1]} ${word}`.trim();
      if (longer.length > most && lines[lines.length - 1]) lines.push(word);
      else lines[lines.length - 1] = longer;
    }
    return lines;
  }

  const longest = (lists) => Math.max(1, ...lists.map((list) => list.length));

  function dressTrace(trace, colour) {
    if (trace.meta === "value") {
      trace.textfont = { color: colour.text };
      trace.text = trace.text.map((number) => `${GAP}${number}`);
      return;
    }
    if (trace.type === "bar") {
      trace.marker.color = colour[trace.meta];
      Object.assign(trace.marker.pattern, { fgcolor: colour.surface, size: 7, solidity: 0.25 });
      trace.marker.line = { color: colour[trace.meta], width: 1 };
    } else {
      const edge = { color: colour.surface, width: 1 };
      const hue = colour[trace.meta] || colour.soft;
      trace.marker = { color: hue, size: 10, line: edge, ...trace.marker };
      trace.line = { color: hue, width: 2, ...trace.line };
    }
    const ink = { color: trace.type === "bar" ? colour.text : colour.strong, thickness: 1.5, width: 5 };
    for (const name of ["error_x", "error_y"]) if (trace[name]) Object.assign(trace[name], ink);
  }

  function dressLayout(layout, colour) {
    const family = getComputedStyle(document.body).fontFamily;
    Object.assign(layout, {
      autosize: false,
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      font: { family, size: 13, color: colour.text },
      hoverlabel: {
        align: "left",
        bgcolor: colour.surface,
        bordercolor: colour.strong,
        font: { family, size: 13, color: colour.text },
      },
    });
    for (const name of ["xaxis", "yaxis"]) {
      Object.assign(layout[name], { color: colour.soft, gridcolor: colour.grid, automargin: false });
    }
    for (const shape of layout.shapes || []) {
      shape.line = { color: colour.strong, width: 1, dash: "dot", ...shape.line };
    }
    for (const letter of layout.annotations || []) letter.font = { color: colour.soft, size: 12 };
  }

  /** Rows with their names at the left, or above each row where the screen is narrow. */
  function placeRows({ data, layout }, width, colour) {
    const isNarrow = width < NARROW_PX;
    const most = Math.floor(isNarrow ? width / CHARACTER_PX : Math.min(32, width / 22));
    const names = layout.yaxis.ticktext.map((name) => wrapped(name, most));
    const lines = longest(names);
    const rowPx = isNarrow ? 32 + LINE_PX * lines : Math.max(40, 10 + LINE_PX * lines);
    const left = Math.max(...names.flat().map((line) => line.length)) * CHARACTER_PX + 20;
    for (const trace of data) if (trace.type === "bar") trace.width = BAR_PX / rowPx;
    layout.margin = { l: isNarrow ? 8 : left, r: 52, t: 26, b: 34 };
    layout.height = rowPx * names.length + 60;
    layout.yaxis.ticktext = names.map((list) => list.join("<br>"));
    layout.yaxis.tickfont = { color: colour.text };
    Object.assign(layout.yaxis, { ticks: "outside", ticklen: 8, tickcolor: "rgba(0,0,0,0)" });
    layout.xaxis.nticks = isNarrow ? 5 : 9;
    if (!isNarrow) return;
    layout.yaxis.showticklabels = false;
    layout.yaxis.range[1] -= ((lines - 1) * LINE_PX) / rowPx;
    layout.annotations = (layout.annotations || []).concat(
      names.map((list, place) => ({
        x: 0,
        xref: "paper",
        xanchor: "left",
        xshift: -6,
        y: place,
        yanchor: "bottom",
        yshift: 11,
        align: "left",
        bgcolor: colour.surface,
        borderpad: 0,
        showarrow: false,
        text: list.join("<br>"),
        font: { color: colour.text },
      })),
    );
  }

  /** Room at the right for the words of lines, the longest of which must not be cut. */
  function besideLines(layout) {
    const lines = (layout.annotations || []).flatMap((words) => words.text.split("<br>"));
    return Math.max(28, longest(lines) * LETTER_PX + 12);
  }

  /** Months under the line: as many names as there is room for. */
  function placeMonths(layout, width) {
    const { xaxis } = layout;
    const room = width - 52 - besideLines(layout);
    const step = Math.max(1, Math.ceil((xaxis.tickvals.length * 44) / room));
    xaxis.ticktext = xaxis.ticktext
      .map((name) => wrapped(name, 4).join("<br>"))
      .filter((_, place) => place % step === 0);
    xaxis.tickvals = xaxis.tickvals.filter((place) => place % step === 0);
    layout.margin = { l: 40, r: besideLines(layout), t: 12, b: 52 };
    // The lowest number of the scale stands beside the first month; a gap keeps them apart.
    Object.assign(xaxis, { ticks: "outside", ticklen: 8, tickcolor: "rgba(0,0,0,0)" });
    layout.height = width < NARROW_PX ? 280 : 340;
    layout.yaxis.nticks = 7;
  }

  function draw(canvas, source, width) {
    const figure = JSON.parse(source);
    const colour = colours();
    const { data, layout } = figure;
    data.forEach((trace) => dressTrace(trace, colour));
    dressLayout(layout, colour);
    if (layout.meta.kind === "line") placeMonths(layout, width);
    else placeRows(figure, width, colour);
    layout.width = width;
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", layout.meta.description);
    canvas.removeAttribute("aria-hidden");
    window.Plotly.react(canvas, data, layout, CONFIG);
  }

  function keepDrawn(canvas) {
    const source = document.getElementById(canvas.dataset.chart).textContent;
    let drawnWidth = 0;
    const again = () => {
      drawnWidth = canvas.clientWidth;
      if (drawnWidth > 0) draw(canvas, source, drawnWidth);
    };
    canvas.closest("figure").classList.add("chart--drawn");
    again();
    new ResizeObserver(() => {
      if (canvas.clientWidth !== drawnWidth) again();
    }).observe(canvas);
    media("(prefers-color-scheme: dark)").addEventListener("change", again);
    media("print").addEventListener("change", again);
  }

  if (window.Plotly) document.querySelectorAll("[data-chart]").forEach(keepDrawn);
})();
