import type { ComponentChild } from 'preact'

/** The way to the place of the creator's channel; null where they are in it. */
export type ToChannel = ((words: string) => ComponentChild) | null
