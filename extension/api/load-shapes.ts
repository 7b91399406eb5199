/**
 * The shapes, or null while the page that asks is being closed: the browser fails its imports then, and nobody is
 * left to tell.
 */
export const loadShapes = (): Promise<typeof import('./shapes.ts') | null> =>
  import('./shapes.ts').catch(() => null)
