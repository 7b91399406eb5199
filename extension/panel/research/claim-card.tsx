import type { Claim } from '../../../core/contract/findings.ts'
import { wordsOf } from '../brief/same-words.ts'
import { Chip } from '../ui/chip.tsx'
import { count } from '../words/numbers.ts'
import { sourcesIn } from './claim-groups.ts'
import { EvidenceList } from './evidence-line.tsx'
import { OwnMentionLine } from './own-mention.tsx'

/** One claim: who says it and when; where they part, side against side. */
export function ClaimCard({ claim }: { claim: Claim }) {
  const { text, sides, parts, singleSource, own } = claim
  const parted = sides.length > 1
  const { evidence } = sides[0]!
  // Without a model the claim is the quote: it is not said twice.
  const itself = !parted && wordsOf(text) === wordsOf(evidence[0]!.anchor.exact)
  const agreeing = sourcesIn(evidence)
  return (
    <li class="claim" tabIndex={-1}>
      {!itself && (
        <p class="claim__text" dir="auto">
          {text}
        </p>
      )}
      {(parted || singleSource || agreeing > 1) && (
        <p class="claim__marks">
          {parted && (
            <span>
              <Chip shape="bad">they part</Chip> <bdi>{parts}</bdi>
            </span>
          )}
          {singleSource && (
            <span>
              <Chip shape="open">single source</Chip> Only one source gives this number.
            </span>
          )}
          {!parted && agreeing > 1 && <span>{count(agreeing, 'source')} say so</span>}
        </p>
      )}
      {parted ? (
        <div class="claim__sides">
          {sides.map((side, at) => (
            <div key={`${at} ${side.says}`} class="side">
              <p class="side__says" dir="auto">
                {side.says}
              </p>
              <p class="side__count">{count(sourcesIn(side.evidence), 'source')}</p>
              <EvidenceList evidence={side.evidence} shown={1} />
            </div>
          ))}
        </div>
      ) : (
        <EvidenceList evidence={evidence} shown={2} />
      )}
      {own.map(mention => (
        <OwnMentionLine key={`${mention.videoId} ${mention.startMs} ${mention.how}`} mention={mention} />
      ))}
    </li>
  )
}
