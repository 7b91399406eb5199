import { count } from '../words/numbers.ts'
import type { Batch, BatchTab, TabOutcome, TabSet } from './tabs-world.ts'

export const setWords: Record<TabSet, string> = {
  window: 'All tabs of this window',
  group: 'This tab group',
  selected: 'Selected tabs',
}

export interface OutcomeWords {
  shape: 'good' | 'calm' | 'open' | 'bad'
  /** One word or two, for the mark. */
  mark: string
  /** Why, or how, where there is more to say. */
  why: string | null
}

const skipped = {
  browser_page: 'A page of the browser or an extension: nothing may read it.',
  duplicate: 'Another of these tabs shows the same page.',
  no_access: 'Ownwords may not read its site. Turn to the tab and press the shortcut there.',
  stopped: 'You stopped before its turn.',
} as const

const doing = {
  waking: 'The browser had put it to sleep: loading it again',
  loading: 'Still loading',
  reading: 'Reading',
} as const

const woken = 'It was asleep, so it was loaded again and put back to sleep.'

/** What became of a tab, in the creator's words. */
export function outcomeWords(outcome: TabOutcome): OutcomeWords {
  switch (outcome.state) {
    case 'waiting':
      return { shape: 'calm', mark: 'Waiting', why: null }
    case 'working':
      return { shape: 'calm', mark: 'Now', why: doing[outcome.doing] }
    case 'saved':
      return { shape: 'good', mark: 'Saved', why: outcome.woken ? woken : null }
    case 'changed':
      return {
        shape: 'good',
        mark: 'New version',
        why: `The page has changed since you clipped it: both are kept.${outcome.woken ? ` ${woken}` : ''}`,
      }
    case 'unchanged':
      return { shape: 'calm', mark: 'Already here', why: 'Clipped before, and unchanged since.' }
    case 'skipped':
      return { shape: 'open', mark: 'Not clipped', why: skipped[outcome.why] }
    case 'failed':
      return { shape: 'bad', mark: 'Not clipped', why: outcome.message }
  }
}

const isOver = ({ outcome }: BatchTab): boolean => outcome.state !== 'waiting' && outcome.state !== 'working'
export const doneCount = (batch: Batch): number => batch.tabs.filter(isOver).length

/** "7 saved, 1 new version, 2 already here, 3 not clipped". */
export function summary(batch: Batch): string {
  const of = (...states: TabOutcome['state'][]) =>
    batch.tabs.filter(tab => states.includes(tab.outcome.state)).length
  const pieces: [number, (n: number) => string][] = [
    [of('saved'), n => `${n} saved`],
    [of('changed'), n => count(n, 'new version')],
    [of('unchanged'), n => `${n} already here`],
    [of('skipped', 'failed'), n => `${n} not clipped`],
  ]
  return pieces
    .filter(([n]) => n > 0)
    .map(([n, words]) => words(n))
    .join(', ')
}

/** Where a tab is, without its title: its host, or that nobody knows. */
export const nameOf = (tab: BatchTab): string =>
  tab.title || (tab.url && URL.canParse(tab.url) ? new URL(tab.url).host : 'A tab that Ownwords cannot see')
