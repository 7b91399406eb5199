/** A part that is loaded later brings its own looks: the build makes a stylesheet of them beside it. */
declare module '*.css'
