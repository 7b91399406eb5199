import { expect, test } from 'vitest'
import type { Content, LogEntry, Option } from '../../../core/contract/decision.ts'
import { newId } from '../../../core/contract/id.ts'
import { changedWords } from '../../../core/decisions/changed-words.ts'
import { logMarkdown } from '../../../core/decisions/log-markdown.ts'

test('what was added is bold, what was taken out is struck through, what stayed is plain', () => {
  const offered = ['The tide is late every day', 'The moon pulls the sea']
  expect(changedWords('The tide is late by an hour', offered)).toBe(
    'The tide is late ~~every day~~ **by an hour**',
  )
  expect(changedWords('The moon pulls the sea', offered)).toBe('The moon pulls the sea')
  expect(changedWords('Nobody told me', offered)).toBe('**Nobody told me**')
  expect(changedWords('<b>*late*</b>', offered)).toBe('**\\<b\\>\\*late\\*\\</b\\>**')
  const long = Array.from({ length: 500 }, (_, i) => `word${i}`).join(' ')
  expect(changedWords(`${long} more`, [long])).toBe(`**${long} more**`)
})

const angle = (promise: string): Content => ({
  gate: 'angle',
  angle: { title: 'Late', promise, audience: '', fresh: '', titles: ['The late sea'], own: [] },
})
const [projectId, branchId] = [newId(), newId()]
const at = '2026-11-28T10:00:00.000Z'

test('the log shows the creator’s hand in what was edited, mixed and their own, and none in what was taken', () => {
  const options = ['You will know why.', 'You will know what the moon does.'].map(
    (promise): Option => ({ id: newId(), content: angle(promise), why: '', leavesOut: '', evidence: [] }),
  )
  const [one, two] = options.map(({ id }) => id)
  const offer: LogEntry = {
    ...{ kind: 'offered', at },
    offer: {
      ...{ id: newId(), projectId, branchId, gate: 'angle', wish: null, notes: [], createdAt: at },
      ...{ method: { by: 'extractive', name: 'test' }, options },
    },
  }
  const promised = (how: 'taken' | 'edited' | 'mixed' | 'own', promise: string, optionIds: string[]) => {
    const decision = { id: newId(), how, optionIds, content: angle(promise), projectId, branchId, at }
    const log = logMarkdown('Tides', [offer, { kind: 'decided', at, decision }])
    return log.slice(log.indexOf('decided')).match(/- Promise: .*/)![0]
  }
  expect(promised('taken', 'You will know why.', [one!])).toBe('- Promise: You will know why.')
  expect(promised('edited', 'You will know when.', [one!])).toBe(
    '- Promise: You will know ~~why.~~ **when.**',
  )
  expect(promised('mixed', 'You will know what the sea does.', [one!, two!])).toBe(
    '- Promise: You will know what the ~~moon~~ **sea** does.',
  )
  expect(promised('own', 'I will show you.', [])).toBe('- Promise: **I will show you.**')
})
