import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { databaseKind, freshDatabaseUrl } from '../support/database.ts'
import { killRepeatedly } from '../support/killing.ts'

it('twenty kills at random moments lose no acknowledged source, and every run ends exactly once', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'ownwords-kill-'))
  const fresh = await freshDatabaseUrl()
  const databaseUrl = databaseKind === 'server' ? fresh.url : `pglite:${join(dataFolder, 'database')}`
  try {
    const aftermath = await killRepeatedly({ kills: 20, seed: 20_261_122, dataFolder, databaseUrl })
    expect(aftermath).toMatchObject({ kills: 20, lost: 0, broken: [] })
    // Otherwise the kills hit nothing, and the test showed nothing.
    expect(aftermath.sources).toBeGreaterThan(10)
    expect(aftermath.interrupted).toBeGreaterThan(3)
    // A run that was hit as often as it is tried has failed with words; nothing else may have.
    expect(Object.keys(aftermath.failed).filter(code => code !== 'internal')).toEqual([])
    expect(aftermath.done).toBeGreaterThan(aftermath.runs / 2)
  } finally {
    await fresh.drop()
    await rm(dataFolder, { recursive: true, force: true })
  }
}, 240_000)
