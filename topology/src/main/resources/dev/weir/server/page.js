// Takes the feed and shows it.
import { Chart } from './chart.js';
import { List, alert, dead, repair, storm } from './events.js';
import { Flow } from './flow.js';
import { byteRate, bytes, count, element, rate, seconds, span } from './format.js';

const RETRY_MS = 3000;
const TOTALS = [
  ['recordsIn', 'records in', count, rate],
  ['recordsOut', 'clean records out', count, rate],
  ['thinkingBytes', 'thinking taken out', bytes, byteRate],
  ['repairs', 'JSON repairs', count, rate],
  ['loops', 'loops found', count, rate],
  ['duplicates', 'duplicates held back', count, rate],
  ['dead', 'dead letters', count, rate],
];

const byId = (id) => document.getElementById(id);
const lists = {
  sample: new List(byId('repairs'), repair, 1),
  alert: new List(byId('alerts'), alert, 1),
  storm: new List(byId('storms'), storm, 2),
  dead: new List(byId('dead'), dead, 1),
};
const cards = new Map();
const totals = new Map();
let paused = false;

for (const [key, label] of TOTALS) {
  const value = element('dd', { 'data-total': key }, '–');
  const now = element('dd', { class: 'quiet' });
  byId('totals').append(element('div', { class: `total ${key}` }, element('dt', {}, label), value, now));
  totals.set(key, { value, now });
}

class Card {
  constructor(pipeline) {
    this.state = element('span', { class: 'chip' });
    this.flow = new Flow(pipeline);
    this.facts = element('dl', { class: 'facts' });
    this.values = {};
    for (const [key, label] of [['lag', 'lag'], ['sessions', 'open streams'], ['held', 'held back'], ['volume', 'volume in']]) {
      if (pipeline.kind === 'log' && (key === 'sessions' || key === 'held')) continue;
      this.values[key] = element('dd', {}, '–');
      this.facts.append(element('div', {}, element('dt', {}, label), this.values[key]));
    }
    this.charts = {
      flow: new Chart('Records a second', [{ key: 'in', label: 'in' }, { key: 'out', label: 'clean' }], (value) => rate(value).replace('/s', '')),
      latency: new Chart('Time spent on a record', [{ key: 'p99', label: 'p99' }, { key: 'p50', label: 'p50' }], seconds, true),
    };
    const title = element('h2', { id: `pipeline-${pipeline.name}` }, pipeline.name);
    const about = element('p', { class: 'quiet' }, `${pipeline.kind === 'llm' ? 'model responses' : 'log lines'}, ${pipeline.guarantee.replaceAll('-', ' ')}`);
    this.root = element(
      'article',
      { class: 'card', 'aria-labelledby': `pipeline-${pipeline.name}` },
      element('header', {}, element('div', { class: 'name' }, title, this.state, about), this.facts),
      element('div', { class: 'picture' }, this.flow.root),
      element('div', { class: 'charts' }, this.charts.flow.root, this.charts.latency.root),
    );
  }

  replace(history) {
    for (const chart of Object.values(this.charts)) chart.replace(history);
  }

  show(figures, record) {
    this.state.textContent = figures.state.toLowerCase().replaceAll('_', ' ');
    this.state.dataset.state = figures.state === 'RUNNING' ? 'good' : /ERROR|NOT_RUNNING/.test(figures.state) ? 'bad' : 'waiting';
    const set = (key, text) => this.values[key] && (this.values[key].textContent = text);
    set('lag', figures.lag === null ? '–' : `${count(figures.lag)} records`);
    set('sessions', count(figures.sessions));
    set('held', bytes(figures.heldBackBytes));
    set('volume', byteRate(figures.rate.bytesIn));
    this.flow.show(figures);
    if (record) {
      this.charts.flow.add({ in: figures.rate.recordsIn, out: figures.rate.recordsOut });
      this.charts.latency.add({ p50: figures.p50, p99: figures.p99 });
    }
  }
}

function connection(text, state) {
  const chip = byId('connection');
  if (chip.textContent !== text) chip.textContent = text;
  chip.dataset.state = state;
}

function showOutline(outline) {
  cards.clear();
  byId('pipelines').replaceChildren();
  for (const pipeline of outline.pipelines) {
    const card = new Card(pipeline);
    cards.set(pipeline.name, card);
    byId('pipelines').append(card.root);
  }
  byId('payloads').textContent = outline.payloads
    ? 'Text of records is shown here (server.show-payloads).'
    : 'Text of records is hidden: letters show as x, digits as 0. server.show-payloads: true shows it.';
  for (const list of Object.values(lists)) list.clear();
}

function kinds(id, own) {
  const sums = new Map();
  for (const counts of own) {
    for (const [kind, times] of Object.entries(counts)) sums.set(kind, (sums.get(kind) ?? 0) + times);
  }
  const most = [...sums].sort((a, b) => b[1] - a[1]).slice(0, 3);
  byId(id).replaceChildren(...most.map(([kind, times]) => element('span', {}, kind, ' ', element('b', {}, count(times)))));
}

let shownOnce = false;

function showSnapshot(snapshot) {
  for (const figures of snapshot.pipelines) cards.get(figures.name)?.show(figures, shownOnce);
  shownOnce = true;
  const sum = (part, key) => snapshot.pipelines.reduce((all, figures) => all + (figures[part][key] ?? 0), 0);
  for (const [key, , format, formatRate] of TOTALS) {
    totals.get(key).value.textContent = format(sum('total', key));
    totals.get(key).now.textContent = formatRate(sum('rate', key));
  }
  kinds('repairs-kinds', snapshot.pipelines.map((figures) => figures.repairs));
  kinds('alerts-kinds', snapshot.pipelines.map((figures) => figures.loops));
  kinds('dead-kinds', snapshot.pipelines.map((figures) => figures.deadLetters));
  byId('uptime').textContent = `up for ${span(snapshot.time - snapshot.startedTime)}`;
  byId('batches').textContent = snapshot.batches.length
    ? `Batches: ${snapshot.batches.map((batch) => `${batch.stage} on ${batch.backend}, ${count(batch.messages)} messages`).join('; ')}`
    : 'Batches: none yet, all work is done record by record';
  document.title = `Weir ${rate(sum('rate', 'recordsIn'))}`;
}

function connect() {
  const feed = new EventSource('live');
  const on = (event, take) => feed.addEventListener(event, (message) => take(JSON.parse(message.data)));
  on('pipelines', (outline) => {
    shownOnce = false;
    showOutline(outline);
  });
  on('history', (history) => {
    for (const [name, own] of Object.entries(history)) cards.get(name)?.replace(own);
  });
  on('snapshot', (snapshot) => {
    connection(paused ? 'Paused' : 'Live', paused ? 'waiting' : 'good');
    if (!paused) showSnapshot(snapshot);
  });
  for (const [event, list] of Object.entries(lists)) on(event, (data) => list.add(data));
  feed.onerror = () => {
    connection('Connection lost, trying again', 'bad');
    if (feed.readyState === EventSource.CLOSED) setTimeout(connect, RETRY_MS);
  };
}

byId('pause').addEventListener('click', () => {
  paused = !paused;
  document.body.classList.toggle('paused', paused);
  byId('pause').setAttribute('aria-pressed', String(paused));
  byId('pause').textContent = paused ? 'Go on' : 'Pause';
  for (const list of Object.values(lists)) list.paused = paused;
});

connect();
