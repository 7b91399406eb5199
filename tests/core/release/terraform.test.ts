import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../../support/stage.ts'

const folder = join(root, 'infra')
const read = (name: string) => readFileSync(join(folder, name), 'utf8').replace(/^\s*#.*$/gm, '')
const names = readdirSync(folder)
const all = names
  .filter(name => name.endsWith('.tf'))
  .map(read)
  .join('\n')
const declared = (pattern: RegExp) =>
  new Set([...all.matchAll(pattern)].map(([, ...parts]) => parts.join('.')))

it('declares each resource, value and variable that it refers to, and uses each variable', () => {
  const known = new Set([
    ...declared(/^resource "(\w+)" "(\w+)"/gm),
    ...[...declared(/^data "(\w+)" "(\w+)"/gm)].map(name => `data.${name}`),
    ...[...declared(/^variable "(\w+)"/gm)].map(name => `var.${name}`),
    ...[...all.matchAll(/^locals \{\n([\s\S]*?)^\}/gm)].flatMap(([, body]) =>
      [...body!.matchAll(/^ {2}(\w+) +=/gm)].map(([, name]) => `local.${name}`),
    ),
  ])
  const referred = new Set(
    [...all.matchAll(/(?<![\w."/-])(data\.\w+\.\w+|(?:var|local)\.\w+|(?:aws|random)_\w+\.\w+)/g)].map(
      ([, name]) => name!,
    ),
  )
  for (const [, name] of all.matchAll(/\$\{(?:values\()?((?:var|local)\.\w+|(?:aws|random)_\w+\.\w+)/g))
    referred.add(name!)
  expect(referred.size).toBeGreaterThan(40)
  expect([...referred].filter(name => !known.has(name))).toEqual([])
  expect([...known].filter(name => name.startsWith('var.') && !referred.has(name))).toEqual([])
})

it.each(names.filter(name => name.endsWith('.tfvars.example')))(
  '%s sets each variable that must be, and no other',
  name => {
    const set = [...read(name).matchAll(/^(\w+) +=/gm)].map(([, variable]) => variable!)
    const blocks = [...all.matchAll(/^variable "(\w+)" \{\n([\s\S]*?)^\}/gm)]
    const needed = blocks
      .filter(([, , body]) => !/^ {2}default /m.test(body!))
      .map(([, variable]) => variable!)
    expect(needed.filter(variable => variable !== 'image' && !set.includes(variable))).toEqual([])
    expect(set.filter(variable => !blocks.some(([, known]) => known === variable))).toEqual([])
  },
)

it('keeps backups, encrypts, and opens the database to nobody outside', () => {
  const database = /^resource "aws_db_instance"[\s\S]*?^\}/m.exec(all)![0]
  for (const line of [
    'storage_encrypted',
    'skip_final_snapshot',
    'publicly_accessible',
    'delete_automated_backups',
  ])
    expect(database).toMatch(new RegExp(`${line} += ${line === 'storage_encrypted'}`))
  expect(all).not.toMatch(/actions += \[[^\]]*\*/)
})
