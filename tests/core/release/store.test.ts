import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import config from '../../../wxt.config.ts'
import { root } from '../../support/stage.ts'

const listing = readFileSync(join(root, 'docs', 'store', 'listing.md'), 'utf8')
const section = (heading: string) => listing.split(`\n## ${heading}\n`)[1]!.split('\n## ')[0]!.trim()
const manifest = config.manifest as {
  name: string
  description: string
  permissions: string[]
  host_permissions: string[]
  optional_host_permissions: string[]
}
/** What each line of a list is about. */
const named = (text: string) =>
  [...text.matchAll(/^- (`.+?`(?:, `.+?`)*)/gm)].flatMap(([, names]) =>
    names!.split(', ').map(name => name.slice(1, -1)),
  )

it('the store’s page says the name and the description of the manifest, as short as the store wants it', () => {
  expect(section('Name')).toBe(manifest.name)
  expect(section('Short description')).toBe(manifest.description)
  expect(section('Short description').length).toBeLessThanOrEqual(132)
  expect(section('Description').length).toBeLessThanOrEqual(16_000)
})

it('each permission and each site has its reason, and nothing else has', () => {
  const [permissions, sites] = section('Permissions').split('### Sites')
  expect(named(permissions!).toSorted()).toEqual(manifest.permissions.toSorted())
  const asked = [...manifest.host_permissions, ...manifest.optional_host_permissions]
  expect(named(sites!).toSorted()).toEqual(asked.toSorted())
})
