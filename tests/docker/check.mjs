// Checks docker/ against what others say of its formats: the dashboards against Grafana's own types, the manifests against the
// schemas of Kubernetes and KEDA, the compose file with dclint, the Dockerfile with dockerfile-utils.
//   npm install --no-package-lock --prefix tests/docker && node tests/docker/check.mjs
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const docker = join(here, '..', '..', 'docker');
const require = createRequire(import.meta.url);
const problems = [];
const checked = [];

function files(folder, ending) {
  return readdirSync(join(docker, folder)).filter((name) => name.endsWith(ending)).sort().map((name) => join(docker, folder, name));
}

// Grafana publishes types, not a schema: each panel becomes a constant of its type, and the compiler says what does not fit.
async function dashboards() {
  const ts = (await import('typescript')).default;
  const sdk = '@grafana/grafana-foundation-sdk';
  const kinds = { timeseries: 'timeseries', stat: 'stat', 'state-timeline': 'statetimeline' };
  for (const file of files('grafana/dashboards', '.json')) {
    const { panels, ...rest } = JSON.parse(readFileSync(file, 'utf8'));
    let source = `
      import type { Dashboard, FieldConfig, Panel, RowPanel } from '${sdk}/dashboard';
      import type { Dataquery } from '${sdk}/prometheus';
      import type * as timeseries from '${sdk}/timeseries';
      import type * as stat from '${sdk}/stat';
      import type * as statetimeline from '${sdk}/statetimeline';
      // As the type is in JSON: an enum of texts is one of its texts.
      type Json<T> = 0 extends 1 & T ? any : T extends string ? \`\${T}\` : T extends (infer U)[] ? Json<U>[]
        : T extends object ? { [K in keyof T as K extends \`_\${string}\` ? never : K]: Json<T[K]> } : T;
      type Of<O, C> = Json<Omit<Panel, 'targets' | 'options' | 'fieldConfig'> & { targets: Dataquery[]; options: O;
        fieldConfig: { defaults: Omit<FieldConfig, 'custom'> & { custom?: C }; overrides: [] } }>;
      export const dashboard: Json<Omit<Dashboard, 'panels'>> = ${JSON.stringify(rest, null, 2)};\n`;
    for (const panel of panels) {
      const kind = kinds[panel.type];
      const type = panel.type === 'row' ? 'Json<RowPanel>'
        : kind === 'stat' ? 'Of<stat.Options, never>' : `Of<${kind}.Options, ${kind}.FieldConfig>`;
      source += `// ${panel.title}\nexport const panel${panel.id}: ${type} = ${JSON.stringify(panel, null, 2)};\n`;
    }
    const name = join(here, 'dashboard.generated.ts');
    const options = { strict: true, noEmit: true, skipLibCheck: true, types: [], target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext };
    const host = ts.createCompilerHost(options);
    const { fileExists, readFile } = host;
    host.fileExists = (path) => path === name || fileExists(path);
    host.readFile = (path) => (path === name ? source : readFile(path));
    const program = ts.createProgram([name], options, host);
    for (const found of ts.getPreEmitDiagnostics(program)) {
      const before = found.file ? source.slice(0, found.start) : '';
      const panel = before.split('\n').filter((line) => line.startsWith('// ') && !line.includes('As the type')).pop() ?? '';
      problems.push(`${file} ${panel}: ${ts.flattenDiagnosticMessageText(found.messageText, ' ')}`);
    }
    checked.push(`${file}: ${panels.length} panels and rows`);
  }
}

async function manifests() {
  const { parseAllDocuments } = await import('yaml');
  for (const file of files('kubernetes', '.yaml')) {
    for (const document of parseAllDocuments(readFileSync(file, 'utf8'))) {
      const manifest = document.toJS();
      const [group, version] = manifest.apiVersion.includes('/') ? manifest.apiVersion.split('/') : ['', manifest.apiVersion];
      const library = group === 'keda.sh' ? '@kubernetes-models/keda' : 'kubernetes-models';
      const kinds = await import([library, group, version].filter((part) => part !== '').join('/'));
      try {
        new kinds[manifest.kind](manifest).validate();
      } catch (failure) {
        problems.push(`${file} ${manifest.kind}: ${failure.message}`);
      }
      checked.push(`${file}: ${manifest.kind}`);
    }
  }
}

function compose() {
  const dclint = join(dirname(require.resolve('dclint/package.json')), 'bin', 'dclint.cjs');
  const run = spawnSync(process.execPath, [dclint, '-c', join(here, 'dclint.json'), join(docker, 'compose.yaml')], { encoding: 'utf8' });
  if (run.status !== 0) {
    problems.push(run.stdout + run.stderr);
  }
  checked.push(join(docker, 'compose.yaml'));
}

async function dockerfile() {
  const { validate } = (await import('dockerfile-utils')).default;
  for (const found of validate(readFileSync(join(docker, 'Dockerfile'), 'utf8'), {})) {
    problems.push(`${join(docker, 'Dockerfile')}:${found.range.start.line + 1}: ${found.message}`);
  }
  checked.push(join(docker, 'Dockerfile'));
}

await dashboards();
await manifests();
compose();
await dockerfile();
console.log(checked.join('\n'));
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
console.log('Nothing to object to.');
