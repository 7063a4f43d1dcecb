// Numbers as people read them. All take null for what is not known.

const NONE = '–';

function scaled(value, units, base) {
  let unit = 0;
  let scaledValue = Math.abs(value);
  while (scaledValue >= base && unit < units.length - 1) {
    scaledValue /= base;
    unit += 1;
  }
  const digits = scaledValue >= 100 || Number.isInteger(scaledValue) ? 0 : scaledValue >= 10 ? 1 : 2;
  return [Number(scaledValue.toFixed(digits)).toLocaleString('en-GB', { maximumFractionDigits: 2 }), units[unit]];
}

/** A count: whole below ten thousand, with k, M or G above. */
export function count(value) {
  if (value === null || value === undefined || Number.isNaN(value)) return NONE;
  if (Math.abs(value) < 10000) return Math.round(value).toLocaleString('en-GB');
  const [number, unit] = scaled(value, ['', 'k', 'M', 'G', 'T'], 1000);
  return number + unit;
}

/** So many a second: below ten with a digit behind the point. */
export function rate(value) {
  if (value === null || value === undefined) return NONE;
  if (value === 0) return '0/s';
  if (value < 0.05) return '<0.1/s';
  return (value < 10 ? Number(value.toFixed(1)).toLocaleString('en-GB') : count(value)) + '/s';
}

export function bytes(value) {
  if (value === null || value === undefined) return NONE;
  const [number, unit] = scaled(value, ['B', 'kB', 'MB', 'GB', 'TB'], 1000);
  return `${number} ${unit}`;
}

export function byteRate(value) {
  return value === null || value === undefined ? NONE : `${bytes(value < 10 ? Number(value.toFixed(1)) : Math.round(value))}/s`;
}

/** A duration in seconds, with the unit that suits it. */
export function seconds(value) {
  if (value === null || value === undefined) return NONE;
  const [number, unit] = scaled(value * 1e9, ['ns', 'µs', 'ms', 's'], 1000);
  return `${number} ${unit}`;
}

/** How long something has lasted, in milliseconds. */
export function span(ms) {
  const whole = Math.max(0, Math.round(ms / 1000));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  if (whole < 86400) return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
  return `${Math.floor(whole / 86400)} d ${Math.floor((whole % 86400) / 3600)} h`;
}

/** The time of day. */
export function time(ms) {
  return new Date(ms).toLocaleTimeString('en-GB');
}

/** An element with attributes, and text or children. Text is never read as markup. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** The same for pictures. */
export function svg(name, attributes = {}, ...children) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
