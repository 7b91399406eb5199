/** Findings before export that the creator leaves as they are: kept on this computer, by branch. Nothing is mended by it. */
export interface LeftFindings {
  /** Read within a component or a computed it is followed. */
  isLeft(branchId: string, findingId: string): boolean
  leave(branchId: string, findingId: string): Promise<void>
  takeUp(branchId: string, findingId: string): Promise<void>
}
