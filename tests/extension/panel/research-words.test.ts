import { describe, expect, test } from 'vitest'
import { claimGroups, looksOf } from '../../../extension/panel/research/claim-groups.ts'
import { findingsMarkdown } from '../../../extension/panel/research/findings-markdown.ts'
import { findingsMethod } from '../../../extension/panel/research/findings-words.ts'
import { letterOf } from '../../../extension/panel/research/letters.ts'
import { domainsOf, domainWords } from '../../../extension/panel/research/tier-rules.ts'
import { readiness, staleWords } from '../../../extension/panel/work/readiness.ts'
import { settings } from './fake-world.ts'
import {
  emptyFindings,
  evidence,
  findings,
  hardFindings,
  paper,
  research,
  roughFindings,
} from './research-samples.ts'
import { run, server, source } from './samples.ts'

const online = settings().connection
const work = { ...settings().work, sources: research, findings }

describe('claims in groups', () => {
  test('have the disputed first and only there, then kind by kind', () => {
    const groups = claimGroups(findings.claims, 'all')
    expect(groups.map(group => group.of)).toEqual([
      'parted',
      'number',
      'cause',
      'date',
      'comparison',
      'definition',
      'statement',
    ])
    expect(groups.flatMap(group => group.claims)).toHaveLength(findings.claims.length)
  })

  test('of one kind have the disputed among them', () => {
    expect(claimGroups(findings.claims, 'number')).toMatchObject([
      { of: 'number', claims: [{ parts: 'different numbers' }, { singleSource: true }] },
    ])
  })

  test('are kept to what only one source says, and to what the creator said', () => {
    expect(claimGroups(findings.claims, 'single').flatMap(group => group.claims)).toHaveLength(1)
    expect(claimGroups(findings.claims, 'own').map(group => group.of)).toEqual(['parted', 'cause'])
  })

  test('offer only what would show something', () => {
    const numbers = findings.claims.slice(1, 2)
    expect(looksOf(numbers).map(each => each.choice)).toEqual(['all', 'number', 'single'])
    expect(looksOf(emptyFindings.claims)).toEqual([{ choice: 'all', name: 'All', count: 0 }])
  })
})

describe('where claims stand', () => {
  test('sources that came, changed or went since make them stale', () => {
    expect(readiness('claims', work, online).stale).toBeNull()
    const now = { ...work, sources: [source(8), ...research.slice(1)] }
    const { stale } = readiness('claims', now, online)
    expect(stale).toEqual({ added: 1, removed: 1 })
    expect(staleWords(stale!, 'claims')).toBe('1 new or changed source, 1 removed since these claims')
  })

  test('a brief that goes on is none of theirs, and neither blocks the other', () => {
    const going = { ...work, runs: [run(50)] }
    expect(readiness('claims', going, online).run).toBeNull()
    expect(readiness('brief', going, online).run).not.toBeNull()
  })

  test('without the server they are said to be found by it', () => {
    const away = { state: 'offline', server, since: 0 } as const
    expect(readiness('claims', work, away).blocked).toBe(
      'Claims are found by your server, which is away just now.',
    )
  })
})

describe('findings as Markdown', () => {
  const text = findingsMarkdown(findings, 'Why your *street* floods')

  test('have their quotes with the second, the page, who says it, when and its tier', () => {
    expect(text).toContain('# Why your \\*street\\* floods: claims')
    expect(text).toContain(
      '    - “you add ten per cent concrete and the peak goes up by about a third, more if it is steep” [Sponge cities, explained by an engineer, 7:12](https://www.youtube.com/watch?v=sponge_city&t=432s): Civil Sense · 2 May 2024, personal source',
    )
    expect(text).toContain('[Stormwater master plan 2024, p. 3](https://files.example.org/')
  })

  test('set the sides against each other, flag a single source, and tell what was said in the own channel', () => {
    expect(text).toMatch(
      /\(different numbers\)\n {2}- By about a third\n {4}- .*\n {4}- .*\n {2}- It doubles\n/,
    )
    expect(text).toContain(
      'A metre of new storm drain costs 3,100 euros _(only one source gives this number)_',
    )
    expect(text).toContain('**You already said otherwise** “how much you pave hardly matters”')
  })

  test('have the gap map by who says it, and what nobody answers', () => {
    expect(text.indexOf('### All of them say')).toBeGreaterThan(0)
    expect(text.indexOf('### None of them says')).toBeGreaterThan(text.indexOf('### Some of them say'))
    expect(text).toContain('- **Who pays when the pipe is too small?**')
  })

  test('without a model say so, and say no claim twice', () => {
    const rough = findingsMarkdown(roughFindings, 'Rain')
    expect(rough).toContain('_Rough. Found without a model')
    expect(rough).toContain('_Your own channel is not set up')
    expect(rough.match(/the last of the combined sewers/g)).toHaveLength(1)
  })

  test('turn nothing of a page into markup', () => {
    const hard = findingsMarkdown(hardFindings, '[x](y)')
    expect(hard).toContain('\\<img src=x')
    expect(hard).not.toMatch(/(?<!\\)<img/)
  })

  test('count the quotes that were checked', () => {
    expect(findingsMethod({ ...findings, claims: [], gapMap: null, questions: [] })).toContain('0 quotes')
    expect(findingsMethod(findings)).toContain('20 quotes checked word for word, 2 dropped')
    expect(evidence(paper, 'x').tier).toBe('primary')
  })
})

test('a rule can be made for the place itself and for what it belongs to, down to two labels', () => {
  expect(domainsOf('blogs.nature.com')).toEqual(['blogs.nature.com', 'nature.com'])
  expect(domainsOf('youtube.com/sea school')).toEqual(['youtube.com/sea school', 'youtube.com'])
  expect(domainsOf('gov')).toEqual(['gov'])
  expect(domainsOf('192.168.0.1')).toEqual(['192.168.0.1'])
  expect(domainWords('youtube.com/sea school')).toBe('“sea school” on YouTube')
  expect(domainWords('nature.com')).toBe('nature.com')
})

test('videos have letters, and after Z two of them', () => {
  expect([0, 25, 26, 51, 52].map(letterOf)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA'])
})
