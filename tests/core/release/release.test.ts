import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { releaseNotes } from '../../../release/notes.ts'
import { storeZip } from '../../../release/store-zip.ts'

describe('release notes', () => {
  const changelog = `# Changelog\n\n## Unreleased\n\n- Soon.\n\n## 1.2.0 – 2026-12-01\n\n### Part 6\n\n- For many.\n\n## [1.1.0] - 2026-11-01\r\n\r\n- First.\r\n\n## 1.0.0\n\n## 0.9.0\n`

  it.each([
    ['v1.2.0', '### Part 6\n\n- For many.'],
    ['1.2.0', '### Part 6\n\n- For many.'],
    ['v1.1.0', '- First.'],
  ])('of %s are what stands under its heading', (version, notes) => {
    expect(releaseNotes(changelog, version)).toBe(notes)
  })

  it.each(['v1.2', 'v2.0.0', 'v1.0.0', 'v0.9.0', '', 'v'])('of %o are none', version => {
    expect(releaseNotes(changelog, version)).toBeNull()
  })
})

describe('the zip for the store', () => {
  const zip = (manifest: object) =>
    zipSync({ 'manifest.json': strToU8(JSON.stringify(manifest)), 'panel.js': strToU8('1') })

  it('has no key, and all else as it was', () => {
    const files = unzipSync(storeZip(zip({ name: 'Ownwords', version: '1.2.0', key: 'abc' }), 'v1.2.0'))
    expect(JSON.parse(strFromU8(files['manifest.json']!))).toEqual({ name: 'Ownwords', version: '1.2.0' })
    expect(strFromU8(files['panel.js']!)).toBe('1')
  })

  it('is not made of another version than the tag’s, or of something else', () => {
    expect(() => storeZip(zip({ version: '1.1.0' }), 'v1.2.0')).toThrow(
      'The tag is v1.2.0, but the extension says 1.1.0',
    )
    expect(() => storeZip(zipSync({ a: strToU8('1') }), 'v1.2.0')).toThrow('no manifest.json')
  })
})
