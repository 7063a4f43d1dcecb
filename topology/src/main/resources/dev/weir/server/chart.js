// A chart of the last minutes: lines over time, drawn anew each second; pointer or arrow keys read values off it.
import { element, span, svg } from './format.js';

const POINTS = 300;
const HEIGHT = 96;
const BOTTOM = 16;
const TOP = 6;

export class Chart {
  /**
   * @param title what it shows
   * @param series [{ key, label }], the first as an area
   * @param format how a value is written
   * @param logarithmic whether each step up is so many times more, not so much more
   */
  constructor(title, series, format, logarithmic = false) {
    this.title = title;
    this.series = series;
    this.format = format;
    this.logarithmic = logarithmic;
    this.values = Object.fromEntries(series.map((one) => [one.key, new Array(POINTS).fill(null)]));
    this.cursor = null;
    this.width = 400;
    this.legend = element('p', { class: 'legend' });
    this.readings = series.map((one, index) => {
      const reading = element('strong');
      this.legend.append(element('span', { class: `key line-${index}` }, one.label, ' ', reading));
      return reading;
    });
    this.picture = svg('svg', { class: 'chart', role: 'img', tabindex: '0', height: HEIGHT });
    this.grid = svg('g', { class: 'grid' });
    this.area = svg('path', { class: 'area' });
    this.lines = series.map((one, index) => svg('path', { class: `line line-${index}` }));
    this.mark = svg('line', { class: 'mark', y1: TOP, y2: HEIGHT - BOTTOM });
    this.picture.append(this.grid, this.area, ...[...this.lines].reverse(), this.mark);
    this.root = element('figure', { class: 'chart-box' }, element('figcaption', {}, element('h4', {}, title), this.legend));
    this.root.append(this.picture);
    this.listen();
  }

  listen() {
    this.picture.addEventListener('pointermove', (event) => {
      const box = this.picture.getBoundingClientRect();
      this.point(Math.round(((event.clientX - box.left) / box.width) * (POINTS - 1)));
    });
    this.picture.addEventListener('pointerleave', () => this.point(null));
    this.picture.addEventListener('blur', () => this.point(null));
    this.picture.addEventListener('keydown', (event) => {
      const step = { ArrowLeft: -5, ArrowRight: 5, Home: -POINTS, End: POINTS }[event.key];
      if (step) {
        event.preventDefault();
        this.point(Math.min(POINTS - 1, Math.max(0, (this.cursor ?? POINTS - 1) + step)));
      }
    });
    new ResizeObserver(() => {
      this.width = Math.max(160, this.picture.clientWidth);
      this.draw();
    }).observe(this.picture);
  }

  point(index) {
    this.cursor = index;
    this.draw();
  }

  replace(values) {
    for (const { key } of this.series) this.values[key] = values[key].slice(-POINTS);
    this.draw();
  }

  add(point) {
    for (const { key } of this.series) {
      this.values[key].push(point[key] ?? null);
      this.values[key].shift();
    }
    this.draw();
  }

  /** The values that the axis ends at, and where it has lines. */
  scale() {
    const known = this.series.flatMap(({ key }) => this.values[key]).filter((value) => value !== null);
    const most = Math.max(...known, 0);
    if (this.logarithmic) {
      const positive = known.filter((value) => value > 0);
      const low = 10 ** Math.floor(Math.log10(positive.length ? Math.min(...positive) : 1e-6));
      const high = 10 ** Math.ceil(Math.log10(positive.length ? most : 1e-3) + 1e-9);
      const decades = Math.round(Math.log10(high / low));
      const every = Math.ceil(decades / 3);
      const ticks = [];
      for (let i = 0; i <= decades; i += every) ticks.push(low * 10 ** i);
      return { ticks, y: (value) => Math.log(Math.max(value, low) / low) / Math.log(high / low) };
    }
    const step = most <= 0 ? 1 : [1, 2, 2.5, 5, 10].map((m) => m * 10 ** Math.floor(Math.log10(most / 2))).find((s) => s >= most / 2.2);
    const top = Math.max(step, Math.ceil(most / step) * step);
    const ticks = [];
    for (let tick = 0; tick <= top * 1.001; tick += step) ticks.push(tick);
    return { ticks, y: (value) => value / top };
  }

  draw() {
    const scale = this.scale();
    const height = HEIGHT - TOP - BOTTOM;
    const x = (index) => (index / (POINTS - 1)) * this.width;
    const y = (value) => TOP + (1 - scale.y(value)) * height;
    this.picture.setAttribute('viewBox', `0 0 ${this.width} ${HEIGHT}`);
    this.grid.replaceChildren();
    for (const tick of scale.ticks) {
      this.grid.append(
        svg('line', { x1: 0, x2: this.width, y1: y(tick), y2: y(tick) }),
        svg('text', { x: 2, y: Math.max(y(tick) - 3, 9) }, tick === 0 ? '' : this.format(tick)),
      );
    }
    for (const minutes of [5, 4, 3, 2, 1]) {
      this.grid.append(svg('text', { x: x(POINTS - 1 - minutes * 60) + 2, y: HEIGHT - 3 }, `−${minutes} min`));
    }
    this.grid.append(svg('text', { x: this.width, y: HEIGHT - 3, 'text-anchor': 'end' }, 'now'));
    this.series.forEach(({ key }, index) => {
      const path = trace(this.values[key], x, y);
      this.lines[index].setAttribute('d', path.line);
      if (index === 0) this.area.setAttribute('d', path.area(TOP + height));
    });
    const at = this.cursor ?? POINTS - 1;
    this.mark.style.display = this.cursor === null ? 'none' : '';
    this.mark.setAttribute('x1', x(at));
    this.mark.setAttribute('x2', x(at));
    const read = this.series.map(({ key, label }, index) => {
      const text = this.format(this.values[key][at]);
      this.readings[index].textContent = text;
      return `${label} ${text}`;
    });
    const when = this.cursor === null ? 'now' : `${span((POINTS - 1 - at) * 1000)} ago`;
    this.root.dataset.when = this.cursor === null ? '' : when;
    this.picture.setAttribute('aria-label', `${this.title}, ${when}: ${read.join(', ')}`);
  }
}

function trace(values, x, y) {
  let line = '';
  let from = null;
  let to = null;
  values.forEach((value, index) => {
    if (value === null) return;
    line += `${from === null || values[index - 1] === null ? 'M' : 'L'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
    from ??= index;
    to = index;
  });
  const area = (bottom) =>
    from === null ? '' : `${line.replaceAll('M', 'L').replace('L', 'M')}L${x(to).toFixed(1)} ${bottom}L${x(from).toFixed(1)} ${bottom}Z`;
  return { line, area };
}
