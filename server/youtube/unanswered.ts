/** Why YouTube gave no answer that can be read. Nothing of what it sent is in here: that would be somebody else's words. */
export class Unanswered extends Error {
  readonly why: 'refused' | 'unreached' | 'unreadable'
  /** What HTTP said, where it said anything. */
  readonly status: number | null
  constructor(why: Unanswered['why'], status: number | null = null) {
    super(`YouTube: ${why}${status === null ? '' : ` (${status})`}`)
    this.name = 'Unanswered'
    this.why = why
    this.status = status
  }

  /** It answered 429, or with a check for robots instead of what it was asked for. */
  get wantsRest(): boolean {
    return this.why === 'refused' && (this.status === 429 || this.status === 200)
  }
}
