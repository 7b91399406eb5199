import { z } from 'zod'
import { BriefMethod, Citation, OpenQuestion } from './brief.ts'
import { Id } from './id.ts'
import { SourceKind, VideoId } from './source.ts'

/** Kinds of check-worthy claims; `statement` is what is worth checking and none of the others. */
export const ClaimKind = z.enum(['number', 'cause', 'date', 'comparison', 'definition', 'statement'])
export type ClaimKind = z.infer<typeof ClaimKind>

/**
 * How near a source stands to what it reports. primary: papers, official statistics, standards, the thing itself ·
 * edited: reference works and media with an editor · personal: blogs, forums, videos, social posts ·
 * doubtful: content farms and whoever the creator puts there · unknown: on no list.
 */
export const Tier = z.enum(['primary', 'edited', 'personal', 'doubtful', 'unknown'])
export type Tier = z.infer<typeof Tier>

/**
 * What a rule is about: a domain in lower case without `www.`, such as `nature.com`, `gov.uk` or `gov`, which covers
 * its subdomains; or a channel by the name on its videos, such as `youtube.com/sea school`.
 */
export const TierDomain = z
  .string()
  .max(253)
  .regex(
    /^(?:(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?|youtube\.com\/[^/\p{Cc}]{1,100})$/u,
    'A domain such as nature.com, or youtube.com/ with a channel’s name',
  )
export type TierDomain = z.infer<typeof TierDomain>

/** A domain's tier as it counts for this account. The longest domain decides. */
export const TierRule = z.object({
  domain: TierDomain,
  tier: Tier,
  /** shipped: of the list that comes with Ownwords; own: the creator's word, which goes before it. */
  by: z.enum(['shipped', 'own']),
})
export type TierRule = z.infer<typeof TierRule>

/** What the creator set, and for each domain that was asked about what counts. */
export const Tiers = z.object({
  own: z.array(TierRule),
  asked: z.array(
    z.object({
      domain: TierDomain,
      tier: Tier,
      /** The rule that decides; null where there is none, and the tier is `unknown`. */
      rule: TierRule.nullable(),
    }),
  ),
})
export type Tiers = z.infer<typeof Tiers>

/** A literal quote with what is known of who says it, and when. */
export const Evidence = z.object({
  ...Citation.shape,
  /** The author, else the site; null where the page names none. */
  who: z.string().nullable(),
  /** When it was published, as exact as the page says it, ISO 8601. */
  when: z.string().nullable(),
  tier: Tier,
})
export type Evidence = z.infer<typeof Evidence>

/** What the creator's own channel has on a claim or an angle, in their words. */
export const OwnMention = z.object({
  /** repeat: said already · contradiction: said otherwise · callback: near enough to point back to. */
  how: z.enum(['repeat', 'contradiction', 'callback']),
  channelId: z.string(),
  videoId: VideoId,
  title: z.string(),
  published: z.string().nullable(),
  quote: z.string(),
  startMs: z.int().nonnegative(),
  link: z.string(),
  /** What the two have in common or where they part, as a sentence. */
  why: z.string(),
})
export type OwnMention = z.infer<typeof OwnMention>

/** One thing that is said about the matter: the same by several, or differently by some. */
export const Claim = z.object({
  id: Id,
  kind: ClaimKind,
  /** In one sentence; of a disputed claim, what is disputed. */
  text: z.string(),
  /** One: all say the same. More: they part, each side with who says it; the side with most sources first. */
  sides: z.array(z.object({ says: z.string(), evidence: z.array(Evidence).min(1) })).min(1),
  /** Where they part: "different numbers", "one denies it"; null with one side. */
  parts: z.string().nullable(),
  /** A number that only one source gives. */
  singleSource: z.boolean(),
  own: z.array(OwnMention),
})
export type Claim = z.infer<typeof Claim>

/** What the clipped videos say, and what none of them says. */
export const GapPoint = z.object({
  text: z.string(),
  saidBy: z.enum(['all', 'some', 'none']),
  /** Each with its second. Of a point that none makes: empty. */
  videos: z.array(Evidence),
  /** Sources other than videos that say it. */
  elsewhere: z.array(Evidence),
})
export type GapPoint = z.infer<typeof GapPoint>

export const GapMap = z.object({
  videos: z.array(z.object({ sourceId: Id, title: z.string() })),
  points: z.array(GapPoint),
})
export type GapMap = z.infer<typeof GapMap>

/** What the sources of a project claim, where they part, and what is missing. Made by a `claims` run. */
export const Findings = z.object({
  id: Id,
  projectId: Id,
  runId: Id,
  createdAt: z.iso.datetime(),
  method: BriefMethod,
  /** Of words and figures alone, without anybody who understood them. */
  rough: z.boolean(),
  sources: z.array(
    z.object({
      id: Id,
      title: z.string(),
      kind: SourceKind,
      /** By which rules know it; null for a file. The tiers of a stored document are those that count when it is read. */
      domain: TierDomain.nullable(),
      tier: Tier,
    }),
  ),
  claims: z.array(Claim),
  /** null with fewer than two videos. */
  gapMap: GapMap.nullable(),
  questions: z.array(OpenQuestion),
  /** Whether the own channel was searched, and what stood in the way: sentences for the creator. */
  notes: z.array(z.string()),
})
export type Findings = z.infer<typeof Findings>
