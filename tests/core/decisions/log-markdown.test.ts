import { describe, expect, it } from 'vitest'
import type { Content, LogEntry, Option } from '../../../core/contract/decision.ts'
import { logMarkdown } from '../../../core/decisions/log-markdown.ts'

const id = (n: number) => `0192f000-0000-7000-8000-${String(n).padStart(12, '0')}`
const at = '2026-11-28T10:05:00.000Z'

const angle = (title: string): Content => ({
  gate: 'angle',
  angle: { title, promise: 'You see *why*', audience: '', fresh: '', titles: ['A <b>title</b>'], own: [] },
})
const option = (n: number, content: Content): Option => ({
  ...{ id: id(n), content, why: 'It holds', leavesOut: 'Costs' },
  evidence: [
    {
      ...{ sourceId: id(90), sourceTitle: 'Rain [1]', sourceKind: 'video' as const, start: 0, end: 9 },
      anchor: { exact: 'it doubles', prefix: '', suffix: '' },
      ...{ startMs: 432_000, page: null, link: 'https://example.org/a(b)?t=432' },
    },
  ],
})
const first = {
  ...{ id: id(1), projectId: id(100), name: 'First way', fromId: null, createdAt: at },
}
const entries: LogEntry[] = [
  { kind: 'branched', at, branch: first, before: null },
  {
    kind: 'offered',
    at,
    offer: {
      ...{
        id: id(10),
        projectId: id(100),
        branchId: id(1),
        gate: 'angle',
        wish: 'for beginners',
        createdAt: at,
      },
      method: { by: 'model', name: 'gpt-x', promptVersion: '1', dropped: 0 },
      options: [option(11, angle('Rain is a bill')), option(12, angle('The pipe'))],
      notes: ['Only two differ.'],
    },
  },
  {
    kind: 'decided',
    at,
    decision: {
      ...{ id: id(20), projectId: id(100), branchId: id(1), at, how: 'edited', optionIds: [id(12)] },
      content: angle('Your pipe'),
    },
  },
  {
    kind: 'branched',
    at,
    branch: { ...first, id: id(2), name: 'Way 2', fromId: id(1) },
    before: 'angle',
  },
]

describe('the log as Markdown', () => {
  const text = logMarkdown('Why your street floods', entries)

  it('says what was offered, which was chosen, and what became of it', () => {
    expect(text).toContain('# Decisions: Why your street floods\n\n1 decision from 2 options.')
    expect(text).toContain('### A. Rain is a bill\n')
    expect(text).toContain('### B. The pipe (chosen)')
    expect(text).toContain('**Your pipe**, taken, and changed by the creator (The pipe).')
    expect(text).toContain('The creator wished: for beginners')
    expect(text).toContain('- Leaves out: Costs')
    expect(text).toContain('Way 2 parted from First way before its angle')
  })

  it('lets no words of a source or a model turn into markup', () => {
    expect(text).toContain('You see \\*why\\*')
    expect(text).toContain('A \\<b\\>title\\</b\\>')
    expect(text).toContain('“it doubles” [Rain \\[1\\], 7:12](https://example.org/a%28b%29?t=432)')
  })

  it('is a title and a line where nothing was decided', () => {
    expect(logMarkdown('X', [])).toBe('# Decisions: X\n\n0 decisions from 0 options.\n')
  })

  it('has the beats of an outline with their times, and the sentences of a hook with what backs them', () => {
    const beats = [{ kind: 'hook' as const, title: 'Rain', purpose: 'Wake them', seconds: 45, evidence: [] }]
    const ledger = { standing: 'own_knowledge' as const, citations: [], why: '' }
    const decided = (content: Content): LogEntry => ({
      kind: 'decided',
      at,
      decision: {
        ...{ id: id(30), projectId: id(100), branchId: id(1), at, how: 'own', optionIds: [] },
        content,
      },
    })
    const shown = logMarkdown('X', [
      decided({ gate: 'outline', outline: { title: 'Order', beats } }),
      decided({ gate: 'hook', hook: { kind: 'own', sentences: [{ text: 'It rained.', ledger }] } }),
    ])
    expect(shown).toContain('1. **Rain** (hook, 0:45): **Wake them**')
    expect(shown).toContain('> **It rained.** *(own knowledge)*')
  })
})
