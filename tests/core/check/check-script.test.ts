import { describe, expect, test } from 'vitest'
import { checkScript } from '../../../core/check/check-script.ts'
import { newerWords } from '../../../core/check/newer-words.ts'
import { spokenText } from '../../../core/check/spoken-text.ts'
import { CheckFinding } from '../../../core/contract/check.ts'
import type { ScriptOp } from '../../../core/contract/script.ts'
import { quotedText } from '../../../core/evidence/match-quote.ts'
import { applyAll, emptyScript } from '../../../core/script/apply.ts'
import { copyFinder, printsOf } from '../../../core/voice/copied.ts'
import { normalWords } from '../../../core/voice/normal.ts'
import type { MeterReading } from '../../../core/voice/reading.ts'
import { cpuMs } from '../../support/cpu-ms.ts'
import { scriptOf, scriptOps } from '../../support/script.ts'
import { check, claims, evidence, now, ofKind, pace, quote, source, sourceId, words } from './material.ts'

const letters = (count: number) =>
  Array.from(
    { length: count },
    (_, n) => `x${String.fromCharCode(97 + (n % 26), 97 + ((n * 7) % 26), 97 + ((n * 3) % 26))}`,
  ).join(' ')
const hows = (finding: CheckFinding | undefined) => finding?.mends.map(({ how }) => how)

test('a script with nothing to mend has no findings', () => {
  const said = [
    { text: 'A third runs off, says Okafor.', citations: [quote('third runs off')] },
    { text: 'I have seen it.', standing: 'own_knowledge' as const },
  ]
  expect(check([{ title: 'One', says: said }], { findings: claims() })).toEqual([])
})

describe('what nobody shows', () => {
  test('is found sentence by sentence with its reason, and its ways out', () => {
    const [found, ...rest] = check([
      {
        title: 'One',
        says: [
          { text: 'It doubled.', standing: 'open', why: 'The quote stands nowhere.' },
          { text: ' ', standing: 'open' },
        ],
      },
    ])
    expect(rest).toEqual([])
    expect(found).toMatchObject({ kind: 'open', sentenceIds: ['s-0-0'], why: 'The quote stands nowhere.' })
    expect(hows(found)).toEqual(['find_source', 'own_knowledge', 'opinion', 'remove'])
  })
  test('of a locked sentence is not to be removed', () => {
    const ops = scriptOps([{ title: 'One', says: [{ text: 'It doubled.', standing: 'open' }] }])
    const lock = {
      id: 'l',
      at: '',
      by: 'creator',
      do: 'sentence.lock',
      sentenceId: 's-0-0',
      locked: true,
    } as ScriptOp
    const state = applyAll(emptyScript(), [...ops, lock])
    const { findings } = checkScript({
      state,
      pace,
      targetSeconds: 0,
      outline: null,
      sources: [],
      findings: null,
      read: null,
      now,
    })
    expect(hows(findings[0])).not.toContain('remove')
  })
})

test('what two devices wrote at once is found as a pair, until one of them is gone', () => {
  const ops = scriptOps([{ title: 'One', says: [{ text: 'Old.', id: 'one' }] }])
  const write = (text: string, besideId: string): ScriptOp => ({
    ...{ id: text, at: '', by: 'creator', do: 'sentence.write', sentenceId: 'one' },
    ...{ text, base: 2, besideId, undo: false, origin: null },
  })
  const both = applyAll(emptyScript(), [...ops, write('Theirs.', 'x'), write('Mine.', 'two')])
  const of = (state: typeof both) =>
    checkScript({
      state,
      pace,
      targetSeconds: 0,
      outline: null,
      sources: [],
      findings: null,
      read: null,
      now,
    }).findings
  expect(of(both)[0]).toMatchObject({ kind: 'undecided', sentenceIds: ['one', 'two'] })
  expect(hows(of(both)[0])).toEqual(['keep_first', 'keep_second', 'keep_both'])
  const gone: ScriptOp = {
    id: 'r',
    at: '',
    by: 'creator',
    do: 'sentence.remove',
    sentenceId: 'two',
    base: 99,
  }
  expect(of(applyAll(both, [gone]))).toEqual([])
})

describe('a source', () => {
  const says = [{ text: 'So said Okafor: runs off.', citations: [quote('runs off')] }]
  const looked = (state: 'changed' | 'gone' | 'same', over: object = {}) =>
    source({
      check: {
        state,
        detail: 'Two sentences are others.',
        at: new Date(now).toISOString(),
        contentHash: 'a'.repeat(64),
        ...over,
      },
    })

  test('that changed or is gone is found once, with every sentence that leans on it', () => {
    const beats = [{ title: 'One', says: [...says, ...says] }]
    expect(check(beats, { sources: [looked('changed')] })).toMatchObject([
      {
        kind: 'changed',
        sourceId,
        sentenceIds: ['s-0-0', 's-0-1'],
        why: expect.stringContaining('Two sentences are others.'),
      },
    ])
    expect(hows(check(beats, { sources: [looked('gone')] })[0])).toEqual(['find_source', 'look_again'])
  })
  test('that nobody cites is nobody’s matter, whatever became of it', () => {
    expect(check([{ title: 'One', says: [{ text: 'I think so.' }] }], { sources: [looked('gone')] })).toEqual(
      [],
    )
  })
  test('that was removed from the project can be brought back', () => {
    expect(hows(check([{ title: 'One', says }], { sources: [] })[0])).toEqual([
      'restore_source',
      'find_source',
    ])
  })
  test('at which nobody looked for a day is told, and a look at an older version is none', () => {
    const old = looked('same', { at: new Date(now - 2 * 86_400_000).toISOString() })
    const other = looked('same', { contentHash: 'b'.repeat(64) })
    for (const each of [old, other, source({ check: null })])
      expect(check([{ title: 'One', says }], { sources: [each] })).toMatchObject([{ kind: 'unchecked' }])
    const own = source({ check: null, kind: 'knowledge', url: 'ownwords:knowledge/x' })
    expect(check([{ title: 'One', says }], { sources: [own] })).toEqual([])
  })
  test('that was clipped again and says it otherwise gives its newer words for the sentence', () => {
    const citation = quote('a third of the rain', {
      anchor: { exact: 'a third of the rain', prefix: 'In dry years ', suffix: ' runs off the roofs' },
    })
    const text = 'They measured. In dry years some half of all rain runs off the roofs, they say.'
    const quoting = {
      title: 'One',
      says: [{ text: 'Okafor: “a third of the rain” is lost.', citations: [citation] }],
    }
    const [found] = check([quoting], { sources: [source({ text })] })
    expect(found).toMatchObject({ kind: 'changed', sentenceIds: ['s-0-0'] })
    expect(found!.mends[0]).toEqual({
      how: 'newer_words',
      sentenceIds: ['s-0-0'],
      writes: [{ sentenceId: 's-0-0', text: 'Okafor: “some half of all rain” is lost.' }],
    })
    expect(check([quoting], { sources: [source({ text: `x ${citation.anchor.exact} y` })] })).toEqual([])
    const mended = { ...quoting, says: [{ ...quoting.says[0]!, text: found!.mends[0]!.writes[0]!.text }] }
    expect(check([mended], { sources: [source({ text })] })).toEqual([])
  })
  test('whose place cannot be told gives no newer words', () => {
    const anchor = { exact: 'a third', prefix: 'In dry years ', suffix: ' runs off' }
    expect(newerWords(quotedText('Everything is another text now.'), anchor)).toBeNull()
    expect(newerWords(quotedText(`In dry years ${words(900)} runs off`), anchor)).toBeNull()
    expect(newerWords(quotedText('In dry years runs off'), anchor)).toBeNull()
  })
})

describe('a number', () => {
  const beat = (text: string, over = {}) => [
    { title: 'One', says: [{ text, citations: [quote('a third runs off', over)] }] },
  ]
  test('that one source gives is found, and saying whose it is mends it', () => {
    const [found] = check(beat('A third runs off.'), { findings: claims({ singleSource: true }) })
    expect(found).toMatchObject({
      kind: 'single_source',
      sourceId,
      why: expect.stringContaining('only Ines Okafor gives this number'),
    })
    const [say] = found!.mends
    expect(say!.writes[0]!.text).toBe('According to Ines Okafor, a third runs off.')
    expect(check(beat(say!.writes[0]!.text), { findings: claims({ singleSource: true }) })).toEqual([])
  })
  test('that others give as well is not, unless they part on it', () => {
    const other = evidence({ sourceId: '0192f000-0000-7000-8000-000000000002' })
    const same = claims({ sides: [{ says: 'a third', evidence: [evidence(), other] }] })
    expect(check(beat('A third runs off.'), { findings: same })).toEqual([])
    const parted = claims({
      sides: [
        { says: 'a third', evidence: [evidence()] },
        { says: 'half', evidence: [other] },
      ],
      parts: 'different numbers',
    })
    expect(check(beat('A third runs off.'), { findings: parted })[0]!.why).toContain('different numbers')
  })
  test('of the creator’s own, of a year or of nothing is not', () => {
    expect(check(beat('It was in 1998.'))).toEqual([])
    expect(check(beat('It runs off.'))).toEqual([])
    expect(check(beat('A third runs off.', { sourceKind: 'knowledge' }))).toEqual([])
    expect(check([{ title: 'One', says: [{ text: '30 % of all.', standing: 'open' }] }])).toMatchObject([
      { kind: 'open' },
    ])
  })
  test('is attributed by a whole name, a last name or the site, and not by a word of it', () => {
    for (const said of [
      'Okafor says 30 %.',
      'The Journal of City Water says 30 %.',
      'In Urban runoff it is 30 %.',
    ])
      expect(check(beat(said))).toEqual([])
    expect(check(beat('In the city it is 30 %.'))).toHaveLength(1)
  })
})

describe('words that are somebody else’s', () => {
  const video = letters(60)
  const run = video.split(' ').slice(10, 26).join(' ')
  const read = (beats: Parameters<typeof scriptOf>[0]) => {
    const spoken = spokenText(scriptOf(beats))
    const copied = copyFinder(printsOf([normalWords(video)]))(normalWords(spoken.text))
    return { spoken, reading: { state: 'judged', says: '', passages: [], copied } as unknown as MeterReading }
  }
  test('of the creator’s own videos are found from thirteen words on, and quoting them openly mends it', () => {
    const beats = [{ title: 'One', says: [{ text: `Now ${run} and so on.` }] }]
    const [found, ...rest] = check(beats, { read: read(beats) })
    expect(rest).toEqual([])
    expect(found).toMatchObject({
      kind: 'copied',
      sentenceIds: ['s-0-0'],
      why: expect.stringContaining('16 words in a row'),
    })
    expect(hows(found)).toEqual(['clearer', 'quote_openly'])
    const mended = [{ title: 'One', says: [{ text: found!.mends[1]!.writes[0]!.text }] }]
    expect(mended[0]!.says[0]!.text).toBe(`Now “${run}” and so on.`)
    expect(check(mended, { read: read(mended) })).toEqual([])
    const short = [{ title: 'One', says: [{ text: video.split(' ').slice(0, 12).join(' ') }] }]
    expect(check(short, { read: read(short) })).toEqual([])
  })
  test('that go on over sentences are one finding over all of them', () => {
    const [one, two] = [run.split(' ').slice(0, 8).join(' '), run.split(' ').slice(8).join(' ')]
    const beats = [{ title: 'One', says: [{ text: `${one}.` }, { text: `${two}.` }] }]
    const [found] = check(beats, { read: read(beats) })
    expect(found!.sentenceIds).toEqual(['s-0-0', 's-0-1'])
    const mended = [{ title: 'One', says: found!.mends[1]!.writes.map(({ text }) => ({ text })) }]
    expect(mended[0]!.says.map(({ text }) => text)).toEqual([`“${one}.”`, `“${two}.”`])
    expect(check(mended, { read: read(mended) })).toEqual([])
  })
  test('of a source that is cited and not quoted openly are found, and said to be its words', () => {
    const said = (text: string) => [{ title: 'One', says: [{ text, citations: [quote(`${run}.`)] }] }]
    const [found] = check(said(`${run}.`))
    expect(found).toMatchObject({ kind: 'copied', sourceId, why: expect.stringContaining('16 words') })
    const { text } = found!.mends[0]!.writes[0]!
    expect(text).toBe(`As Ines Okafor puts it: “${run}.”`)
    expect(check(said(text))).toEqual([])
    expect(ofKind(check(said(run.split(' ').slice(0, 12).join(' '))), 'copied')).toEqual([])
  })
})

test('findings come in one order, each keeps the contract, and its id is the same while it is the same', () => {
  const beats = [
    {
      title: 'One',
      says: [
        { text: words(30), standing: 'open' as const },
        { text: 'A third runs off.', citations: [quote('a third runs off')] },
        { text: 'Second.', standing: 'open' as const },
      ],
    },
  ]
  const real = (place: string) =>
    `0192f000-0000-7000-8000-${Buffer.from(place).toString('hex').padStart(12, '0').slice(-12)}`
  const state = scriptOf(beats, real)
  const input = {
    state,
    pace,
    targetSeconds: 600,
    outline: null,
    sources: [source({ check: null })],
    findings: null,
    read: null,
    now,
  }
  const { findings, notes } = checkScript(input)
  expect(findings.map(({ kind }) => kind)).toEqual([
    'open',
    'open',
    'unchecked',
    'single_source',
    'too_short',
    'breath',
  ])
  for (const each of findings) expect(() => CheckFinding.parse(each)).not.toThrow()
  expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length)
  expect(checkScript(input).findings.map(({ id }) => id)).toEqual(findings.map(({ id }) => id))
  expect(notes).toHaveLength(2)
})

test('a script of two hours is checked within a second', () => {
  const beats = Array.from({ length: 10 }, (_, n) => ({
    title: `${n}`,
    says: Array.from({ length: 100 }, (_, m) => ({
      text: `It is ${m} of ${words(12)}.`,
      citations: [quote(words(40))],
    })),
  }))
  const state = scriptOf(beats)
  const began = cpuMs()
  checkScript({
    state,
    pace,
    targetSeconds: 600,
    outline: null,
    sources: [source()],
    findings: null,
    read: null,
    now,
  })
  expect(cpuMs() - began).toBeLessThan(1_000)
})
