import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { breaksOlder } from '../support/breaking-sql.ts'
import { cycles, forbiddenEdges } from '../support/house-rules.ts'
import { type Edge, filesUnder, importsOf, readEdges } from '../support/import-graph.ts'
import { root } from '../support/stage.ts'

const edge = (from: string, to: string, type = false): Edge => ({ from, to, type })

describe('the scanner', () => {
  it.each([
    ["import { a } from './b.ts'", 'core/x/b.ts', false],
    ["import type { A } from '../y/b.ts'", 'core/y/b.ts', true],
    ["import {\n  a,\n  // why\n  type B,\n} from './b.ts'", 'core/x/b.ts', false],
    ["import a, * as b from 'zod'", 'zod', false],
    ["import './b.css'", 'core/x/b.css', false],
    ["export * from './b.ts'", 'core/x/b.ts', false],
    ["export type { A } from './b.ts'", 'core/x/b.ts', true],
    ["const a = await import('./b.ts')", 'core/x/b.ts', false],
    ["type A = typeof import('./b.ts')", 'core/x/b.ts', true],
    ["import text from './b.txt?raw'", 'core/x/b.txt', false],
    ["new Worker(new URL('./b.ts', import.meta.url))", 'core/x/b.ts', false],
  ])('finds %s', (source, to, type) => {
    expect(importsOf('core/x/a.ts', source)).toEqual([{ from: 'core/x/a.ts', to, type }])
  })

  it.each([
    "// import { a } from './b.ts'",
    "/**\n * import { a } from './b.ts'\n */",
    "export const a = 'b'",
    "const rows = sql`select * from 'b'`",
    "export const from = () => Array.from('b')",
  ])('is not taken in by %s', source => {
    expect(importsOf('core/x/a.ts', source)).toEqual([])
  })
})

describe('the rules', () => {
  it.each([
    ['core to a room', edge('core/a.ts', 'server/b.ts', true)],
    ['core to Node', edge('core/a.ts', 'node:fs')],
    ['extension to a value of the server', edge('extension/a.ts', 'server/app.ts')],
    ['extension to Node', edge('extension/a.ts', 'node:path')],
    ['server to extension', edge('server/a.ts', 'extension/b.ts', true)],
    ['the journey to a value of the server', edge('journey/a.ts', 'server/app.ts')],
    ['the extension to the journey', edge('extension/a.ts', 'journey/b.ts')],
    ["a feature to another's store", edge('server/research/brief.ts', 'server/sources/store.ts')],
    ['the product to its tests', edge('server/a.ts', 'tests/support/b.ts')],
  ])('forbid %s', (_, forbidden) => {
    expect(forbiddenEdges([forbidden])).toHaveLength(1)
  })

  it.each([
    ['core to core', edge('core/a.ts', 'core/contract/id.ts')],
    ['core to a package', edge('core/a.ts', 'zod')],
    ['extension to a type of the server', edge('extension/api/client.ts', 'server/app.ts', true)],
    ['the journey to the extension', edge('journey/a.ts', 'extension/capture/b.ts')],
    ['a feature to its own store', edge('server/sources/routes.ts', 'server/sources/store.ts')],
    ["a feature to another's functions", edge('server/research/brief.ts', 'server/sources/sources.ts')],
    ["a test to anybody's store", edge('tests/server/a.test.ts', 'server/sources/store.ts')],
  ])('allow %s', (_, allowed) => {
    expect(forbiddenEdges([allowed])).toEqual([])
  })

  it('name a cycle by its way, through types too, and each once', () => {
    const round = [edge('a', 'b'), edge('b', 'c', true), edge('c', 'a'), edge('c', 'd'), edge('d', 'e')]
    expect(cycles(round)).toEqual(['a → b → c → a'])
    expect(cycles([edge('a', 'b'), edge('a', 'c'), edge('b', 'd'), edge('c', 'd')])).toEqual([])
  })
})

describe('the house as it stands', () => {
  const code = /\.tsx?$/
  const ours = ['core', 'extension', 'journey', 'server', 'tests'].flatMap(room =>
    filesUnder(root, room, code),
  )
  const edges = readEdges(root, ours)

  it('is read whole', () => {
    expect(edges.length).toBeGreaterThan(ours.length)
    expect(edges).toContainEqual(edge('tests/core/house.test.ts', 'tests/support/house-rules.ts'))
  })

  it('has no forbidden edge', () => {
    expect(forbiddenEdges(edges)).toEqual([])
  })

  it('has no cycle', () => {
    expect(cycles(edges)).toEqual([])
  })

  it('has no file over 400 lines', () => {
    const written = /\.(tsx?|css|sql|html)$/
    const files = ['core', 'extension', 'journey', 'server', 'migrations', 'tests']
      .flatMap(room => filesUnder(root, room, written))
      .filter(file => !file.startsWith('tests/fixtures/'))
    const long = files.filter(file => readFileSync(join(root, file), 'utf8').split('\n').length - 1 > 400)
    expect(long).toEqual([])
  })

  // Beneath a process that goes on while a newer version is rolled out, `*` becomes another result than was prepared.
  it('has no statement whose result are all the columns of a table', () => {
    const all = /(?<!\(\s*)\b(?:select\s+(?:\w+\.)?\*(?!\s*from\s*\()|returning\s+(?:\w+\.)?\*)/
    expect(['select * from run', 'select run.* from run', 'returning *'].every(sql => all.test(sql))).toBe(
      true,
    )
    expect(['lateral ( select * from run', 'select * from (', 'count(*)'].some(sql => all.test(sql))).toBe(
      false,
    )
    const asked = filesUnder(root, 'server', code).filter(file =>
      all.test(readFileSync(join(root, file), 'utf8')),
    )
    expect(asked).toEqual([])
  })

  // A version that was taken back starts on what the newer one left, unless that says that it broke with it.
  it('has no migration that breaks with older versions and does not say so', () => {
    const before = '0018' // what comes before is released, and every version that asks has it
    const silent = filesUnder(root, 'migrations', /\.sql$/)
      .filter(file => file.slice('migrations/'.length) >= before)
      .map(file => ({ file, sql: readFileSync(join(root, file), 'utf8') }))
      .filter(({ sql }) => !/^(?:--.*\n)*-- migrate: breaking\n/.test(sql))
      .flatMap(({ file, sql }) => breaksOlder(sql).map(why => `${file}: ${why}`))
    expect(silent).toEqual([])
  })

  // It has migrations of its own, and none that it could call breaking: an older pg-boss starts on whatever a newer one
  // left. When this number rises, read what its new ones do (dist/migrationStore.js) and whether 12.38 works after them;
  // if it does not, the release takes a migration of ours that is breaking, so that older versions refuse.
  it('has the schema of the queue that was read', () => {
    const { pgboss } = JSON.parse(readFileSync(join(root, 'node_modules/pg-boss/package.json'), 'utf8'))
    expect(pgboss.schema).toBe(46)
  })
})

describe('what breaks with an older version', () => {
  it.each([
    'alter table run drop column trace',
    'drop table run_step;',
    'alter table run rename column at to since',
    'ALTER TABLE run ALTER COLUMN trace SET NOT NULL',
    'alter table run\n  alter column last_seq type bigint',
    'alter table run alter kind set data type int',
    'alter table run alter column kind drop default',
    'alter table run add column width int not null',
    'alter table run add width numeric(4, 2) not null check (width > 0)',
    "alter table run add column a int not null default 1, add column b text not null, add column c text default ''",
    'alter table run add constraint run_short check (last_seq < 9)',
    'create unique index run_one on run (account_id, kind)',
    'revoke select on run from ownwords_reader',
  ])('is seen in: %s', sql => {
    expect(breaksOlder(sql)).not.toEqual([])
  })

  it.each([
    'alter table run add column width int, add column height int not null default 1',
    "alter table run add column a int default 1 not null, add column tags text[] not null default '{}'",
    'alter table run add column words int not null generated always as (1) stored',
    "alter table run drop constraint run_kind_check, add constraint run_kind_check check (kind in ('a', 'b'))",
    'create table note (id uuid not null, body text not null check (length(body) > 0)); create unique index one on note (id)',
    'alter table run alter column project_id drop not null',
    '-- It will drop table run one version later.\ncreate index run_at on run (at, account_id)',
    'drop index source_url',
  ])('is not seen in: %s', sql => {
    expect(breaksOlder(sql)).toEqual([])
  })
})
