import { describe, expect, it } from 'vitest'
import type { OutlineBeat } from '../../../core/contract/decision.ts'
import { type BeatKind, limitsOfScript } from '../../../core/contract/script.ts'
import { emptyScript } from '../../../core/script/apply.ts'
import { usualPace } from '../../../core/script/timing.ts'
import { angleOfProposal, takenInTalk } from '../../../extension/panel/angle/from-talk.ts'
import { minutesOf, minutesText } from '../../../extension/panel/angle/minutes.ts'
import { linesOf } from '../../../extension/panel/decisions/content-text.ts'
import { changedHow, decideOn } from '../../../extension/panel/decisions/decide-on.ts'
import { freeName, offerMethod } from '../../../extension/panel/decisions/gate-words.ts'
import { gateRun, whyNot } from '../../../extension/panel/decisions/readiness-of-gate.ts'
import { scriptText } from '../../../extension/panel/decisions/script-text.ts'
import { sentencesOf } from '../../../extension/panel/hook/hook-sentences.ts'
import { evidencePool, found } from '../../../extension/panel/outline/evidence-pool.ts'
import { lengthText, secondsOf } from '../../../extension/panel/outline/length.ts'
import { inOrder } from '../../../extension/panel/outline/mixed-outline.ts'
import { fitted, newBeat, placeFor } from '../../../extension/panel/outline/planned-beats.ts'
import { scriptActs } from '../../../extension/panel/outline/script-beats.ts'
import { asked } from './fake-conversation.ts'
import { beatsOf, fakeDecisions, noDecisions, oneWay, way } from './fake-decisions.ts'
import { fakeScript, noScript, scriptOf } from './fake-script.ts'
import { settings } from './fake-world.ts'
import { angles, outline, outlines, takenAngle, withAngle } from './gate-samples.ts'
import { findings, research } from './research-samples.ts'
import { capabilities, id, run, server } from './samples.ts'
import { proposal } from './talk-scenarios.ts'

const online = { state: 'online', server, capabilities } as const
const beat = (kind: BeatKind, seconds = 0): OutlineBeat => ({ ...newBeat(kind), seconds })
const planned = (kinds: [BeatKind, number][]) =>
  kinds.map(([kind, seconds], at) => ({ ...beat(kind, seconds), id: `b${at}` }))

describe('the length of a video', () => {
  it.each([
    ['8', 480],
    ['8:30', 510],
    ['8,5', 510],
    ['0', 0],
    ['', 0],
    ['0.25', 15],
    ['599:59', 35_999],
  ])('is read of “%s”', (typed, seconds) => {
    expect(minutesOf(typed)).toEqual({ ok: true, seconds })
  })
  it.each(['600', '-1', 'soon', '8:75', '1e9', 'NaN', 'Infinity'])(
    'is refused of “%s”, with what is wrong',
    typed => {
      const read = minutesOf(typed)
      expect(read.ok).toBe(false)
      expect(!read.ok && read.why.length).toBeGreaterThan(10)
    },
  )
  it('is shown as it is typed', () => {
    expect([0, 480, 510, 35_940].map(minutesText)).toEqual(['', '8', '8:30', '599'])
  })
})

describe('the length of a beat', () => {
  it('is read as minutes and seconds, as seconds alone, or as nothing', () => {
    expect(['1:30', '90', '', ' 0:05 ', '1:02:00', '599:59'].map(secondsOf)).toEqual([
      90, 90, 0, 5, 3_720, 35_999,
    ])
    expect(['1:75', 'x', '-5', '36000', '1:99:00', '1.5'].map(secondsOf)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
    ])
    expect([0, 45, 90, 3_720].map(lengthText)).toEqual(['0:00', '0:45', '1:30', '1:02:00'])
  })
})

describe('beats', () => {
  const usual = (['hook', 'setup', 'turn', 'turn', 'payoff', 'close'] as const).map(kind => beat(kind))
  it.each([
    ['hook', 0],
    ['setup', 1],
    ['turn', 4],
    ['sponsor', 3],
    ['payoff', 5],
    ['close', 6],
  ] as const)('of kind %s come to stand where they mostly do', (kind, place) => {
    expect(placeFor(kind, usual)).toBe(place)
    expect(placeFor(kind, [])).toBe(0)
  })

  it('share the target exactly, keep their weight among each other, and a sponsor its slot', () => {
    const beats = planned([
      ['hook', 30],
      ['turn', 100],
      ['turn', 200],
      ['sponsor', 60],
      ['close', 0],
    ])
    const { seconds } = fitted(beats, 480, usualPace)
    expect([...seconds.values()].reduce((sum, each) => sum + each)).toBe(480)
    expect(seconds.get('b3')).toBe(60)
    expect(seconds.get('b2')! / seconds.get('b1')!).toBeCloseTo(2, 1)
    expect(seconds.get('b4')).toBeGreaterThan(0)
  })

  it('that a sponsor would leave no time to share it with him', () => {
    const { seconds } = fitted(
      planned([
        ['hook', 10],
        ['sponsor', 60],
      ]),
      30,
      usualPace,
    )
    expect([...seconds.values()].reduce((sum, each) => sum + each)).toBe(30)
  })

  it('of several outlines are put in an order that holds', () => {
    const picked = (kind: BeatKind, at: number, of: number) => ({ beat: beat(kind), optionId: 'x', at, of })
    const kinds = inOrder([
      picked('close', 4, 5),
      picked('turn', 3, 4),
      picked('turn', 1, 5),
      picked('sponsor', 2, 5),
      picked('hook', 0, 4),
    ]).map(each => each.kind)
    expect(kinds).toEqual(['hook', 'turn', 'sponsor', 'turn', 'close'])
  })

  it('of a script that hold a locked sentence stay, and it is said', () => {
    const said: string[] = []
    const script = fakeScript(
      { ...noScript, state: scriptOf(beatsOf(outline)) },
      () => null,
      () => {},
    )
    const document = script.world.document.value!
    const acts = scriptActs(document, { toast: toast => said.push(toast.text) })
    const [first] = Object.values(document.state.value.beats)
    const sentence = {
      ...{ id: id(1), beatId: first!.id, rank: 'a0', text: 'Mine.', origin: 'creator' as const, cue: '' },
      ledger: { standing: 'open' as const, citations: [], why: '' },
    }
    document.change([{ do: 'sentence.insert', sentence }])
    document.change([{ do: 'sentence.lock', sentenceId: id(1), locked: true }])
    script.arrive()
    acts.remove(first!.id)
    expect(document.state.value.beats[first!.id]?.removed).toBe(false)
    expect(said.at(-1)).toMatch(/stays: it holds a locked sentence/)
  })

  it('that were removed come back with their sentences, whatever was done since', () => {
    let undo = () => {}
    const script = fakeScript(
      { ...noScript, state: scriptOf(beatsOf(outline)) },
      () => null,
      () => {},
    )
    const document = script.world.document.value!
    const acts = scriptActs(document, { toast: toast => (undo = toast.undo ?? undo) })
    const beats = Object.values(document.state.value.beats)
    const sentence = {
      ...{ id: id(1), beatId: beats[1]!.id, rank: 'a0', text: 'Mine.', origin: 'creator' as const, cue: '' },
      ledger: { standing: 'open' as const, citations: [], why: '' },
    }
    document.change([{ do: 'sentence.insert', sentence }])
    script.arrive()
    acts.remove(beats[1]!.id)
    expect(document.state.value.sentences[id(1)]?.removed).toBe(true)
    acts.change(beats[0]!.id, { ...beats[0]!, title: 'Another' })
    undo()
    expect(document.state.value.beats[beats[1]!.id]?.removed).toBe(false)
    expect(document.state.value.sentences[id(1)]?.removed).toBe(false)
    expect(document.state.value.beats[beats[0]!.id]?.title).toBe('Another')
  })

  it('are not moved, changed or removed where they are gone', () => {
    const script = fakeScript(
      { ...noScript, state: emptyScript() },
      () => null,
      () => {},
    )
    const document = script.world.document.value!
    const acts = scriptActs(document, { toast: () => {} })
    acts.move(id(9), 2)
    acts.change(id(9), beat('turn'))
    acts.remove(id(9))
    acts.setLengths(new Map([[id(9), 3]]))
    expect(document.canUndo.value).toBe(false)
    acts.add(beat('turn'), 5)
    expect(Object.values(document.state.value.beats)).toHaveLength(1)
  })
})

describe('a decision', () => {
  const scene = (branch = withAngle, refuses = 0) => {
    const calls: unknown[][] = []
    let left = refuses
    const { world } = fakeDecisions(
      {
        ...noDecisions,
        decisions: { state: 'there', ways: oneWay(branch), offers: [angles], failure: null },
      },
      act =>
        act === 'decide' && left-- > 0 ? { code: 'conflict', message: 'The outline stands on it.' } : null,
      (...call) => calls.push(call),
      () => run(53),
      () => {},
    )
    return { world, calls }
  }
  const draft = {
    how: 'taken' as const,
    optionIds: [angles.options[1]!.id],
    content: angles.options[1]!.content,
  }

  it('that nothing stands on takes the place of the one before, which is said', async () => {
    const { world } = scene()
    expect(await decideOn(world, draft)).toMatchObject({
      ok: true,
      value: expect.stringContaining('in the log'),
    })
  })
  it('that is refused because something stands on it is taken on a way of its own', async () => {
    const { world, calls } = scene(withAngle, 1)
    const done = await decideOn(world, draft)
    expect(done).toMatchObject({ ok: true, value: expect.stringContaining('“Way 2” goes on') })
    expect(calls.map(([act]) => act)).toEqual(['decisions.decide', 'decisions.rewind', 'decisions.decide'])
    const { branches } = world.decisions.value.ways!
    expect(branches[0]!.angle).toEqual(takenAngle)
    expect(branches[1]!.angle?.content).toEqual(draft.content)
  })
  it('that is refused for another reason opens no way', async () => {
    const { world, calls } = scene(way(1, 'First way'), 1)
    expect((await decideOn(world, draft)).ok).toBe(false)
    expect(calls.map(([act]) => act)).toEqual(['decisions.decide'])
  })
  it('is called by what it was made of', () => {
    expect([[], ['a'], ['a', 'b']].map(changedHow)).toEqual(['own', 'edited', 'mixed'])
  })
  it('is told as lines, the same for the same', () => {
    expect(linesOf(outlines.options[0]!.content).slice(0, 2)).toEqual([
      'From the front garden to the basement',
      'Hook: The street in June (0:30). Make them look down.',
    ])
    expect(linesOf(angles.options[0]!.content)).toContain(
      'For whom: People who own a house, or are about to.',
    )
  })
})

describe('an offer', () => {
  const { work } = settings({ work: { ...settings().work, sources: research } })
  it('is in the making, or was not made, until a newer one is there', () => {
    const going = run(53, { kind: 'angle', createdAt: '2026-01-02T00:00:00.000Z' })
    const failed = { ...going, state: 'failed' as const }
    expect(gateRun('angle', { ...work, runs: [going] }, null)).toEqual(going)
    expect(gateRun('outline', { ...work, runs: [going] }, null)).toBeNull()
    expect(gateRun('angle', { ...work, runs: [failed] }, null)).toEqual(failed)
    expect(
      gateRun('angle', { ...work, runs: [failed] }, { ...angles, createdAt: '2026-01-03T00:00:00.000Z' }),
    ).toBeNull()
    expect(gateRun('angle', { ...work, runs: [{ ...going, state: 'done' }] }, null)).toBeNull()
  })
  it('cannot be made without sources or the server, and it is said why', () => {
    expect(whyNot('angle', work, online)).toBeNull()
    expect(whyNot('hook', { ...work, sources: [] }, online)).toMatch(/^Clip a page/)
    expect(
      whyNot(
        'hook',
        { ...work, sources: work.sources.map(each => ({ ...each, state: 'ingesting' as const })) },
        online,
      ),
    ).toMatch(/still being read in/)
    expect(whyNot('outline', work, { state: 'offline', server, since: 0 })).toMatch(
      /^Outlines are suggested by your server/,
    )
    expect(whyNot('angle', work, { state: 'needs_token', server, refused: null })).toMatch(/does not let/)
  })
  it('says who made it', () => {
    expect(offerMethod(angles)).toMatch(/^Suggested by gpt-5-mini.*2 quotes were dropped/)
    expect(offerMethod({ method: { by: 'extractive', name: 'x' } })).toMatch(/without a model/)
  })
  it('has its quotes to choose from, none twice, found by their words', () => {
    const pool = evidencePool([outlines, angles], findings)
    expect(new Set(pool.map(each => `${each.sourceId} ${each.start}`)).size).toBe(pool.length)
    expect(found(pool, 'DRIVEWAY pipe').length).toBeGreaterThan(0)
    expect(found(pool, 'nowhere-to-be-found')).toEqual([])
    expect(Object.keys(pool[0]!)).not.toContain('tier')
  })
})

describe('small words', () => {
  it('a new way has the first name that is free', () => {
    expect(freeName([way(1, 'First way')])).toBe('Way 2')
    expect(freeName([way(1, 'Way 2'), way(2, 'Way 3')])).toBe('Way 4')
  })
  it('angles of the conversation are those that were accepted, in the creator’s words', () => {
    const turns = [
      asked(1, 'x', {
        proposals: [
          proposal({ id: id(1), state: 'accepted', edited: { title: ' Mine ', text: 'So.' } }),
          proposal({ id: id(2), state: 'offered' }),
          proposal({ id: id(3), kind: 'beat', state: 'accepted' }),
        ],
      }),
      asked(2, 'y', { proposals: [proposal({ id: id(4), state: 'accepted' })] }),
    ]
    expect(takenInTalk(turns).map(each => each.id)).toEqual([id(4), id(1)])
    expect(angleOfProposal(turns[0]!.proposals[0]!)).toMatchObject({
      title: 'Mine',
      promise: 'So.',
      titles: ['Mine'],
    })
  })
  it('sentences of a hook keep what backs them as long as they are as they were', () => {
    const ledger = { standing: 'quoted' as const, citations: [], why: 'x' }
    const lines = sentencesOf('Same.\n\n  Other. \n', [{ text: 'Same.', ledger }])
    expect(lines.map(each => [each.text, each.ledger.standing])).toEqual([
      ['Same.', 'quoted'],
      ['Other.', 'open'],
    ])
    expect(sentencesOf('x\n'.repeat(40), [])).toHaveLength(12)
    expect(sentencesOf('x'.repeat(9_000), [])[0]!.text).toHaveLength(limitsOfScript.sentenceChars)
  })
  it('a script is its beats with their sentences', () => {
    expect(scriptText(scriptOf(beatsOf({ ...outline, beats: outline.beats.slice(0, 2) })))).toBe(
      'The street in June\n\nWhere the water goes',
    )
  })
})
