import { describe, expect, test } from 'vitest'
import { usualPace } from '../../core/script/timing.ts'
import { handedScript, handScript } from '../../extension/exports/handed-script.ts'
import { fileName } from '../../extension/panel/export/file-name.ts'
import { forms } from '../../extension/panel/export/forms.ts'
import { scriptOf } from '../support/script.ts'

describe('a file’s name', () => {
  test('is the project’s title and the form, letters of every writing kept', () => {
    expect(fileName('Why your street floods', 'two columns', 'docx')).toBe(
      'Why your street floods, two columns.docx',
    )
    expect(fileName('למה הרחוב שלך מוצף', 'script', 'md')).toBe('למה הרחוב שלך מוצף, script.md')
  })
  test('leads nowhere, and is one on every system', () => {
    expect(fileName('../../etc/passwd', '', 'md')).toBe('etc passwd.md')
    expect(fileName('C:\\x<y>|"z"?*', '', 'md')).toBe('C x y z.md')
    expect(fileName('a\u0000b\u202Ec\nd', '', 'md')).toBe('a b c d.md')
    expect(fileName('CON', '', 'txt')).toBe('_CON.txt')
    expect(fileName('lpt1.old', '', 'txt')).toBe('_lpt1.old.txt')
    expect(fileName(' ... ', 'script', 'md')).toBe('Script, script.md')
    expect(fileName('.hidden', '', 'md')).toBe('hidden.md')
    expect(fileName('😀'.repeat(200), '', 'md')).toBe(`${'😀'.repeat(80)}.md`)
  })
})

describe('the forms', () => {
  const state = scriptOf([{ title: 'One', says: [{ text: 'It rains.' }] }])
  const options = { title: 'Rain', pace: usualPace }
  const all = forms.flatMap(group => group.forms)
  test('have each a name of their own, and every file is made', async () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    for (const { saves, copy, id } of all) {
      for (const { make, extension } of saves) {
        const made = await make(state, options)
        if (typeof made === 'string') expect(made.length, `${id} ${extension}`).toBeGreaterThanOrEqual(0)
        // A Word document is a zip.
        else expect([...new Uint8Array(made).slice(0, 2)]).toEqual([0x50, 0x4b])
      }
      if (copy && id !== 'description')
        expect(copy(state, options).plain).toContain(id === 'outline' ? 'One' : 'It rains.')
    }
  })
})

describe('a script that is handed to a page', () => {
  const memory = () => {
    const kept = new Map<string, unknown>()
    return {
      get: async (key: string) => kept.get(key),
      set: async (key: string, value: unknown) => void kept.set(key, structuredClone(value)),
      remove: async () => {},
      onChanged: () => () => {},
      kept,
    }
  }
  const id = (place: string) =>
    `0192f000-0000-7000-8000-${Buffer.from(place).toString('hex').padStart(12, '0').slice(-12)}`
  const handed = {
    title: 'Rain',
    state: scriptOf([{ title: 'One', says: [{ text: 'It rains.' }] }], id),
    pace: usualPace,
  }
  test('is there as it was', async () => {
    const session = memory()
    await handScript(session, handed)
    expect(await handedScript(session)).toEqual(handed)
  })
  test('is none where nothing was handed, or something else', async () => {
    expect(await handedScript(memory())).toBeNull()
    const session = memory()
    session.kept.set('handed-script', { ...handed, pace: { speech: 0 } })
    expect(await handedScript(session)).toBeNull()
  })
})
