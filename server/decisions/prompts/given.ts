import { type Fence, type FencedData, fenced } from '../../model/fence.ts'
import { gist } from '../draft-option.ts'
import type { Ground } from '../ground.ts'
import { nearest } from '../nearness.ts'
import { type Shown, short, shownPieces } from '../pieces.ts'

const MOST_BEFORE = 12
const MOST_POINTS = 18
const MOST_QUESTIONS = 8

export interface Given {
  data: FencedData
  shown: Shown
  /** What the creator decided and wishes, behind the last mark. */
  asked: string
}

/**
 * What whoever makes options is given: the claims with names for their quotes, what videos leave out and what is open,
 * between fences; then the creator's own words.
 */
export function given(
  ground: Ground,
  fence: Fence,
  { claims, quotes, gaps }: { claims: number; quotes: boolean; gaps: boolean },
): Given {
  const shown = shownPieces(nearest(ground, claims), ground.told, { quotes })
  const lists: [string, string, string[]][] = [
    ['claims', 'What the sources claim', shown.lines],
    ['gaps', 'What the clipped videos on this say', gaps ? gapLines(ground) : []],
    [
      'open',
      'What the sources leave open',
      ground.questions.slice(0, MOST_QUESTIONS).map(({ question }) => `- ${short(question, 160)}`),
    ],
  ]
  const data = fenced(
    lists
      .filter(([, , lines]) => lines.length > 0)
      .map(([ref, title, lines]) => ({ ref, kind: 'list', title, passages: [lines.join('\n')] })),
    fence,
  )
  return { data, shown, asked: askedOf(ground) }
}

function gapLines({ gapMap }: Ground): string[] {
  if (!gapMap) return []
  const said = { none: 'none says', some: 'some say', all: 'all say' }
  // What none says comes first: it is what an angle can be made of.
  return (['none', 'all', 'some'] as const)
    .flatMap(which => gapMap.points.filter(({ saidBy }) => saidBy === which).slice(0, MOST_POINTS / 3))
    .map(({ text, saidBy }) => `- ${said[saidBy]}: ${short(text, 160)}`)
}

function askedOf({ topic, angle, outline, wish, before, gate, language }: Ground): string {
  const decided = [
    ...(angle
      ? [
          `The angle that the creator decided on: ${JSON.stringify({ title: angle.title, promise: angle.promise, audience: angle.audience, new: angle.fresh })}`,
        ]
      : []),
    ...(outline && gate === 'hook'
      ? [`The outline: ${outline.beats.map(({ title }) => JSON.stringify(short(title, 100))).join(', ')}`]
      : []),
  ]
  const offered = before.slice(0, MOST_BEFORE).map(option => `- ${short(gist(option), 160)}`)
  return [
    `The video's topic: ${JSON.stringify(topic)}`,
    ...decided,
    ...(offered.length > 0 ? [`Offered already, offer nothing like it:\n${offered.join('\n')}`] : []),
    ...(wish ? [`The creator's wish for these options: ${JSON.stringify(wish)}`] : []),
    ...(language ? [`Language of all that you write: ${language}`] : []),
  ].join('\n')
}

/** What each gate's instructions say alike. */
export const RULES = `Choose evidence by its names alone (E4, E12): never copy them into your texts, and name none that is not there. Give no number, name or fact that its evidence does not have. The options must be truly different, not one idea in other words: each with another evidence. Plain words, no hype, no links, in the language of the topic. "why": one sentence for the creator why one would take it; "leavesOut": one sentence what one gives up with it.`
