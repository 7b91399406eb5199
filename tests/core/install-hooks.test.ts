import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { installHooks } from '../support/install-hooks.ts'

let folder: string
const git = (...args: string[]) => execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8' }).trim()
const hooksPath = () => git('config', '--default', '', '--get', 'core.hooksPath')

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ownwords-hooks-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the hooks of a checkout', () => {
  it('are ours after npm ci', () => {
    git('init', '-q')
    expect(installHooks(folder, {})).toBe(true)
    expect(hooksPath()).toBe('.githooks')
  })

  it('stay what a developer has made them', () => {
    git('init', '-q')
    git('config', 'core.hooksPath', 'mine')
    expect(installHooks(folder, {})).toBe(false)
    expect(hooksPath()).toBe('mine')
  })

  it('are left alone in CI', () => {
    git('init', '-q')
    expect(installHooks(folder, { CI: 'true' })).toBe(false)
    expect(hooksPath()).toBe('')
  })

  it('are nobody’s in a folder that is no checkout, also inside somebody else’s', () => {
    expect(installHooks(folder, {})).toBe(false)
    git('init', '-q')
    mkdirSync(join(folder, 'vendored'))
    expect(installHooks(join(folder, 'vendored'), {})).toBe(false)
    expect(hooksPath()).toBe('')
  })
})
