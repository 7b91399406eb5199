/** What is wrong between this browser and the server, though it answers. */
export type ServerNote =
  | { is: 'extension_old'; speaks: number; oldest: number; version: string }
  | { is: 'server_old'; speaks: number; newest: number; version: string }
  /** How far this computer's clock is ahead of the server's; less than 0: behind it. */
  | { is: 'clock'; aheadMs: number }
