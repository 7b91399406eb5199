import type { KnowledgeCapture } from '../../core/contract/source.ts'
import { contentHash } from '../../core/evidence/content.ts'
import { textFingerprint } from '../../core/evidence/fingerprint.ts'
import { countWords } from '../../core/transcript/words.ts'

/** What the creator said themselves, as a source that can be searched and cited like any other. */
export async function knowledgeCapture(given: {
  id: string
  projectId: string
  questionId: string
  question: string
  text: string
  /** Told to the browser, not typed. */
  spoken: boolean
  /** ISO 8601. */
  at: string
}): Promise<KnowledgeCapture> {
  const text = given.text.trim()
  const leg = given.spoken ? 'spoken' : 'typed'
  const url = `ownwords:knowledge/${given.id}`
  return {
    kind: 'knowledge',
    id: given.id,
    projectId: given.projectId,
    url,
    canonicalUrl: url,
    title: given.question.slice(0, 200),
    question: given.question,
    answers: given.questionId,
    author: null,
    site: null,
    published: given.at.slice(0, 10),
    language: null,
    capturedAt: given.at,
    contentHash: await contentHash(text),
    fingerprint: textFingerprint(text),
    receipt: {
      by: leg,
      legs: [{ leg, outcome: 'ok', ms: 0 }],
      words: countWords(text),
      leftOut: [],
    },
    text,
  }
}
