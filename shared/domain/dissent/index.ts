export {
  allowedReplies, dissentAboutSchema, dissentCapacity, dissentStanding, DISSENT_CAPACITIES, DISSENT_REPLIES, type DissentAbout, type DissentCapacity, type DissentFacts, type DissentReplyAction,
  type DissentStanding,
} from './dissent.ts';
