// The lists of what happened last. New things wait while somebody reads a list, and come in at a pace that can be read.
import { bytes, count, element, time } from './format.js';

const MAX_SHOWN = 20;
const FLUSH_MS = 1500;
const CONTEXT = 42;

export class List {
  /**
   * @param root where it stands; what is in it now is shown while there is nothing
   * @param draw makes an element of an event
   * @param pace how many come in at once
   */
  constructor(root, draw, pace) {
    this.root = root;
    this.draw = draw;
    this.pace = pace;
    this.waiting = [];
    this.shown = new Map();
    this.next = 0;
    this.paused = false;
    setInterval(() => this.flush(this.pace), FLUSH_MS);
  }

  /** A later event with the same id takes the place of the earlier one. */
  add(event) {
    const id = event.id ?? `event-${this.next++}`;
    this.waiting = this.waiting.filter((one) => one.id !== id).slice(1 - MAX_SHOWN);
    this.waiting.push({ id, event });
    if (this.shown.size < 5) this.flush(1);
  }

  clear() {
    this.waiting = [];
    for (const item of this.shown.values()) item.remove();
    this.shown.clear();
  }

  flush(most) {
    const reading = this.shown.size > 0 && this.root.matches(':hover, :focus-within');
    if (this.paused || reading) return;
    for (const { id, event } of this.waiting.splice(0, most)) {
      this.root.querySelector('.empty')?.remove();
      this.shown.get(id)?.remove();
      this.shown.delete(id);
      const item = this.draw(event);
      this.shown.set(id, item);
      this.root.prepend(item);
    }
    while (this.shown.size > MAX_SHOWN) {
      const [oldest, item] = this.shown.entries().next().value;
      item.remove();
      this.shown.delete(oldest);
    }
  }
}

const CONTROLS = { '\u2409': '\\t', '\u240A': '\\n', '\u240D': '\\r' };

/** Pictures of control characters, which many fonts lack, as they are written in JSON. */
function readable(text) {
  return text.replace(/[\u2409\u240A\u240D]/g, (picture) => CONTROLS[picture]);
}

function head(event, ...marks) {
  return element(
    'header',
    {},
    ...marks,
    element('span', { class: 'where' }, event.pipeline),
    element('time', { datetime: new Date(event.time).toISOString() }, time(event.time)),
  );
}

function mark(text, kind) {
  return element('span', { class: `mark ${kind}` }, text);
}

/** Text that did not change, but for its middle if it is long. */
function same(text, first, last) {
  const symbols = [...text];
  const before = first ? 0 : CONTEXT;
  const after = last ? 0 : CONTEXT;
  if (symbols.length <= before + after + 3) return [text];
  const gap = element('span', { class: 'gap', title: `${symbols.length - before - after} characters that did not change` }, '⋯');
  return [symbols.slice(0, before).join(''), gap, symbols.slice(symbols.length - after).join('')];
}

function diffLine(sign, parts, kept, tag) {
  const line = element('div', { class: `diff ${tag}` }, element('span', { class: 'sign', 'aria-label': sign === '-' ? 'before' : 'after' }, sign === '-' ? '−' : '+'));
  const text = element('code');
  parts.forEach(([kind, written], index) => {
    const content = readable(written);
    if (kind === '=') {
      text.append(...same(content, index === 0, index === parts.length - 1));
    } else if (kind === kept) {
      const long = [...content];
      text.append(element(tag, {}, long.length > 160 ? `${long.slice(0, 100).join('')}⋯${long.slice(-50).join('')}` : content));
    }
  });
  line.append(text);
  return line;
}

export function repair(event) {
  const kinds = [...new Map(event.kinds.map((kind) => [kind, event.kinds.filter((one) => one === kind).length]))];
  const marks = kinds.slice(0, 4).map(([kind, times]) => mark(times > 1 ? `${kind} ×${times}` : kind, 'repairs'));
  if (event.fate) marks.unshift(mark(event.fate, 'dead'));
  const where = event.channel === 'arguments' ? 'tool call, ' : '';
  return element(
    'article',
    {},
    head(event, ...marks),
    diffLine('-', event.parts, '-', 'del'),
    diffLine('+', event.parts, '+', 'ins'),
    element('p', { class: 'quiet' }, `${where}${bytes(event.bytesBefore)} → ${bytes(event.bytesAfter)}${event.cut ? ', the beginning is shown' : ''}`),
  );
}

export function alert(event) {
  const body = element('p');
  const item = element('article', {}, head(event, mark(event.kind, event.type === 'loop' ? 'loops' : 'alerts'), mark(event.type, 'plain')), body);
  if (event.repeats) {
    const unit = event.kind === 'turn' ? `${event.period} turns` : bytes(event.period);
    body.append(`${unit}, said `, element('strong', {}, `${count(event.repeats)} times`), event.wasted ? `; ${bytes(event.wasted)} wasted` : '');
    const beads = element('span', { class: 'beads', 'aria-hidden': 'true' });
    for (let i = 0; i < Math.min(event.repeats, 24); i += 1) beads.append(element('i'));
    item.append(beads);
  } else {
    body.append(event.reason ?? `at byte ${count(event.offset)}`);
  }
  if (event.sample) item.append(element('code', { class: 'sample' }, event.sample));
  if (event.key) item.append(element('p', { class: 'quiet' }, `key ${event.key}`));
  return item;
}

export function storm(event) {
  const state = event.reason === 'storm' ? mark('goes on', 'duplicates') : mark('over', 'plain');
  const size = Math.min(100, 12 + 22 * Math.log10(event.suppressed));
  const bar = element('i');
  bar.style.width = `${size}%`;
  return element(
    'article',
    {},
    head(event, state),
    element('code', { class: 'sample' }, event.template),
    element('span', { class: 'bar', 'aria-hidden': 'true' }, bar),
    element('p', {}, element('strong', {}, count(event.suppressed)), ` held back, ${count(event.passed)} passed`),
  );
}

export function dead(event) {
  return element(
    'article',
    {},
    head(event, mark(event.reason, 'dead'), mark(event.stage, 'plain')),
    element('p', {}, element('code', {}, `${event.topic}-${event.partition}@${event.offset}`), ` ${bytes(event.bytes)}`),
    ...(event.message ? [element('p', { class: 'quiet' }, event.message)] : []),
  );
}
