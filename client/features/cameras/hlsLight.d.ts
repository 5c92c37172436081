/** The light build has no types of its own; it lacks what no camera sends: subtitles, other sound tracks, encryption by DRM. */
declare module 'hls.js/light' {
  export { default } from 'hls.js';
}
