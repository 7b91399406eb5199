import type { SourceVersion, SourceVersionDetail } from '../../../core/contract/source.ts'
import type { Done } from '../done.ts'

export interface VersionList {
  /** Newest first. */
  versions: SourceVersion[]
  /** The server, which keeps the older ones, could not be asked. */
  partial: boolean
}

/** What was clipped of a source before, beside what it shows: on the server, and waiting on this computer. */
export interface VersionsWorld {
  list(sourceId: string): Done<VersionList>
  read(sourceId: string, version: number): Done<SourceVersionDetail>
}
