// A pipeline as a picture: topics, filters, and pipes between them that are as wide and as quick as what flows in them.
import { byteRate, bytes, count, rate, svg } from './format.js';

const SIDE = {
  thinking: { rate: 'thinkingBytes', format: byteRate, filters: ['strip-thinking'] },
  alerts: { rate: 'alerts', format: rate, filters: ['detect-loops', 'repair-json', 'strip-thinking'] },
  duplicates: { rate: 'duplicates', format: (value) => `${rate(value)} held back`, filters: ['deduplicate'] },
  dead: { rate: 'dead', format: rate, filters: [] },
};

const CLEANED = {
  thinkingBytes: (total) => `${bytes(total)} taken out`,
  repairs: (total) => `${count(total)} repairs`,
  loops: (total) => `${count(total)} loops found`,
  duplicates: (total) => `${count(total)} held back`,
};

const TOPIC = { width: 148, height: 44 };
const FILTER = { height: 62 };
const ROW = 54;
const NARROW = 560;

export class Flow {
  constructor(pipeline) {
    this.pipeline = pipeline;
    this.root = svg('svg', { class: 'flow', role: 'img' });
    this.width = 0;
    this.figures = null;
    new ResizeObserver(() => this.resize(this.root.clientWidth)).observe(this.root);
  }

  resize(width) {
    if (width > 0 && Math.abs(width - this.width) > 1) {
      this.width = width;
      this.draw();
    }
  }

  draw() {
    this.pipes = [];
    this.notes = [];
    this.root.replaceChildren();
    const height = this.width < NARROW ? this.drawDown() : this.drawAcross();
    this.root.setAttribute('viewBox', `0 0 ${this.width} ${height}`);
    this.root.setAttribute('height', height);
    if (this.figures) this.show(this.figures);
  }

  /** The outputs beside the clean one, those of the last filter first, so that no pipes cross. */
  sides() {
    const names = this.pipeline.filters.map((filter) => filter.name);
    return Object.entries(this.pipeline.outputs)
      .filter(([output]) => output !== 'clean')
      .map(([output, topic]) => {
        const source = Math.max(...SIDE[output].filters.map((name) => names.indexOf(name)), -1);
        return { output, topic, source: source < 0 ? names.length - 1 : source };
      })
      .sort((a, b) => b.source - a.source);
  }

  drawAcross() {
    const filters = this.pipeline.filters;
    const inputs = this.pipeline.inputs;
    const sides = this.sides();
    const lift = ((Math.min(inputs.length, 4) - 1) * ROW) / 2;
    const middle = 45 + lift;
    const right = this.width - TOPIC.width - 1;
    const left = TOPIC.width + 76;
    const room = right - 76 - left;
    const each = Math.min(210, (room - (filters.length - 1) * 22) / Math.max(1, filters.length));
    const start = left + (room - filters.length * each - (filters.length - 1) * 22) / 2;
    const end = start + filters.length * each + (filters.length - 1) * 22;
    const shown = inputs.slice(0, 4);
    shown.forEach((topic, index) => {
      const y = middle + (index - (shown.length - 1) / 2) * ROW;
      this.pipe(`M${TOPIC.width} ${y}C${TOPIC.width + 40} ${y} ${start - 60} ${middle} ${start} ${middle}`, 'recordsIn', 'main');
      const more = index === 3 && inputs.length > 4 ? `and ${inputs.length - 3} more` : topic;
      this.topic(1, y, TOPIC.width, more, 'input');
    });
    this.label((TOPIC.width + start) / 2, middle - 16, 'recordsIn', rate);
    const perFilter = filters.map(() => 0);
    const exits = sides.map((side) => ({ ...side, turn: perFilter[Math.max(0, side.source)]++ }));
    exits.forEach((side, index) => {
      const y = middle + (index + 1) * ROW;
      const filterX = start + Math.max(0, side.source) * (each + 22);
      const shared = perFilter[Math.max(0, side.source)];
      const x = filterX + each * (1 - (side.turn + 1) / (shared + 1));
      this.pipe(`M${x} ${middle}V${y - 14}Q${x} ${y} ${x + 14} ${y}H${right}`, SIDE[side.output].rate, side.output);
      this.topic(right, y, TOPIC.width, side.topic, side.output);
      this.label(right - 10, y - 8, SIDE[side.output].rate, SIDE[side.output].format, 'end');
    });
    this.pipe(`M${start} ${middle}H${right}`, 'recordsOut', 'main');
    this.label((end + right) / 2, middle - 16, 'recordsOut', rate);
    this.topic(right, middle, TOPIC.width, this.pipeline.outputs.clean, 'clean');
    filters.forEach((filter, index) => this.filter(start + index * (each + 22), middle, each, filter));
    if (filters.length === 0) this.filter(left, middle, room, { name: 'passes through' });
    return middle + sides.length * ROW + Math.max(TOPIC.height / 2, lift) + 10;
  }

  drawDown() {
    const pipe = 22;
    const from = 48;
    const wide = this.width - from - 1;
    const sides = [...this.sides()].reverse();
    let y = 24;
    const top = y;
    const topics = this.pipeline.inputs.map((topic) => [y, topic, (y += ROW)]);
    y += 10;
    const boxes = this.pipeline.filters.map((filter) => [y + 6, filter, (y += FILTER.height + 12)]);
    const outs = sides.map((side) => [y, side, (y += ROW)]);
    this.pipe(`M${from} ${top}H${pipe + 12}Q${pipe} ${top} ${pipe} ${top + 12}V${y - 12}Q${pipe} ${y} ${pipe + 12} ${y}H${from}`, 'recordsIn', 'main');
    for (const [at, topic] of topics) {
      this.topic(from, at, wide, topic, 'input');
      this.label(this.width - 14, at + 4, 'recordsIn', rate, 'end');
    }
    for (const [at, filter] of boxes) {
      this.pipe(`M${pipe} ${at}H${from}`, 'recordsIn', 'main');
      this.filter(from, at, wide, filter);
    }
    for (const [at, side] of outs) {
      this.pipe(`M${pipe + 8} ${at}H${from}`, SIDE[side.output].rate, side.output);
      this.topic(from, at, wide, side.topic, side.output);
      this.label(this.width - 14, at + 4, SIDE[side.output].rate, SIDE[side.output].format, 'end');
    }
    this.topic(from, y, wide, this.pipeline.outputs.clean, 'clean');
    this.label(this.width - 14, y + 4, 'recordsOut', rate, 'end');
    return y + 28;
  }

  pipe(path, figure, kind) {
    const bed = svg('path', { d: path, class: `pipe ${kind}` });
    const flow = svg('path', { d: path, class: `stream ${kind}` });
    this.root.append(bed, flow);
    this.pipes.push({ bed, flow, figure, kind });
  }

  topic(x, y, width, name, kind) {
    const shown = name.length > Math.floor((width - 24) / 7.2) ? `${name.slice(0, Math.floor((width - 24) / 7.2) - 1)}…` : name;
    this.root.append(
      svg(
        'g',
        { class: `topic ${kind}` },
        svg('title', {}, `topic ${name}`),
        svg('rect', { x, y: y - TOPIC.height / 2, width, height: TOPIC.height, rx: TOPIC.height / 2 }),
        svg('circle', { cx: x + 17, cy: y, r: 4 }),
        svg('text', { x: x + 29, y: y - 2 }, shown),
        svg('text', { x: x + 29, y: y + 13, class: 'role' }, kind === 'dead' ? 'dead letters' : kind),
      ),
    );
  }

  filter(x, y, width, filter) {
    const note = svg('text', { x: x + width / 2, y: y + 16, class: 'role' });
    this.root.append(
      svg(
        'g',
        { class: 'filter' },
        svg('title', {}, filter.description ?? ''),
        svg('rect', { x, y: y - FILTER.height / 2, width, height: FILTER.height, rx: 12 }),
        svg('text', { x: x + width / 2, y: y - 3 }, filter.name),
        note,
      ),
    );
    this.notes.push({ note, name: filter.name });
  }

  label(x, y, figure, format, anchor = 'middle') {
    const text = svg('text', { x, y, class: 'rate', 'text-anchor': anchor, 'data-figure': figure });
    this.root.append(text);
    this.notes.push({ note: text, figure, format });
  }

  /** Shows the figures of a second. */
  show(figures) {
    this.figures = figures;
    for (const { bed, flow, figure, kind } of this.pipes ?? []) {
      const now = figures.rate[figure] ?? 0;
      const flows = now > 0;
      const width = kind === 'main' ? Math.min(14, 3 + 2.6 * Math.log10(1 + now)) : flows ? Math.min(9, 2 + 1.4 * Math.log10(1 + now)) : 1.5;
      bed.style.strokeWidth = `${width + 3}px`;
      flow.style.strokeWidth = `${width}px`;
      bed.classList.toggle('dry', !flows);
      flow.classList.toggle('dry', !flows);
      flow.style.animationDuration = `${Math.max(0.5, 2.4 - 0.5 * Math.log10(1 + now)).toFixed(1)}s`;
    }
    for (const { note, figure, format, name } of this.notes ?? []) {
      if (figure) {
        note.textContent = format(figures.rate[figure]);
      } else {
        const cleans = figures.filters.find((filter) => filter.name === name)?.cleans;
        note.textContent = cleans ? CLEANED[cleans](figures.total[cleans]) : '';
      }
    }
    const names = this.pipeline.filters.map((filter) => filter.name).join(', ');
    this.root.setAttribute(
      'aria-label',
      `Pipeline ${this.pipeline.name}: ${this.pipeline.inputs.join(', ')}, ${rate(figures.rate.recordsIn)}, through ${names || 'no filter'} to ${this.pipeline.outputs.clean}, ${rate(figures.rate.recordsOut)}`,
    );
  }
}
