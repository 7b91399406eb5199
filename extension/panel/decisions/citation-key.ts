import type { Citation } from '../../../core/contract/brief.ts'

/** The same for the same place of the same source. */
export const citationKey = ({ sourceId, start, end }: Pick<Citation, 'sourceId' | 'start' | 'end'>): string =>
  `${sourceId} ${start} ${end}`
