import type { Angle } from '../../core/contract/decision.ts'
import type { Claim, OwnMention } from '../../core/contract/findings.ts'
import { type OwnMentionsDeps, ownMentions } from '../research/claims/own-mentions.ts'
import type { DraftOption } from './draft-option.ts'
import { evidenceOf, type Ground } from './ground.ts'

const MOST_CLAIMS = 2
const MOST = 6
const ORDER: OwnMention['how'][] = ['contradiction', 'repeat', 'callback']

/**
 * What the creator's own videos have on an angle: on its own words, and on the claims that it rests on, of which the
 * findings know it already where there are some. Contradictions first, each place once.
 */
export async function ownOfAngle(
  deps: OwnMentionsDeps,
  accountId: string,
  { title, promise }: Angle,
  option: Pick<DraftOption, 'evidence'>,
  { claims }: Ground,
): Promise<OwnMention[]> {
  const found = await ownMentions(deps, accountId, `${title}. ${promise}`)
  // Of what is disputed the first side: the claim's own words are a question.
  for (const claim of claimsBehind(option, claims).slice(0, MOST_CLAIMS))
    found.push(
      ...(claim.own.length > 0 ? claim.own : await ownMentions(deps, accountId, claim.sides[0]!.says)),
    )
  const kept: OwnMention[] = []
  for (const how of ORDER)
    for (const mention of found)
      if (
        mention.how === how &&
        !kept.some(other => other.videoId === mention.videoId && other.startMs === mention.startMs)
      )
        kept.push(mention)
  return kept.slice(0, MOST)
}

/** The claims that an option cites, in the order in which it does. */
function claimsBehind({ evidence }: Pick<DraftOption, 'evidence'>, claims: Claim[]): Claim[] {
  const behind = evidence.flatMap(
    ({ sourceId, start }) =>
      claims.find(claim =>
        evidenceOf(claim).some(each => each.sourceId === sourceId && each.start === start),
      ) ?? [],
  )
  return [...new Set(behind)]
}
