// Every value that crosses between the window and the office. The shapes are made from the command table
// (generated/commands.ts); here they have the names that the window uses.
import type * as made from './generated/commands.ts';

export type {
  ActivityColumn, ActivityRow, Address, Ago, AlikeClient, AlikeReason, BulkDone, CardField, CardPhone, Category, Change, Channel, CheckedTemplate, ChosenPeople, ClientAct, ClientCard,
  ClientField, ClientFields, ClientFile, ClientFilter, ClientMerge, ClientRow, ClientSort, ClientTarget, Consent, ConsentState, ContactFields, ContactRow, DeedRow,
  Did, Direction, Draft, DraftFile, DraftText, DuplicateGroup, EmployeeFields, EmployeeRef, EmployeeRow, FieldIs, Gateway, GatewayField, GatewayFields,
  GatewayPreset, GeneralSettings, ImportDelimiter, ImportFile, ImportMode, ImportOutcome, ImportPlan, ImportProgress, ImportReadAs, ImportRow,
  Interest, Item, KeptReason,
  CallbackAddress, CallbackSettings, CallbackTrouble, Declined, GatewayBalance, LeftOutReason, LetterBody, LogField, LogFilter, LogNoun, LogRow, LogValue, Look,
  Mailbox, Mailing, MailingChannel, MailingCheck, MailingFields, MailingFile, MailingPreview, MailingProgress, MailingReport, MailingRow, MailingSettings,
  MailingState, MailingWaiting, MailingText, MessageCounts, MessageRow, MessageState, MyNotices, NewRequest, NextBirthday, NoticeCount, NoticeRow,
  NoticeWays, OfficeNotices, Open, OutboxRow, Parts, PersonalCounts, PersonalReport, Priority, Progress, QuietHours, ReasonCount,
  ReminderFields, ReminderRow, Repeat, Reply, Request, RequestRow, Right, Role, RoleFields, SavedView, Server, Session, SmsEstimate,
  SmsPrice, SmsSize, StatusRef, StopReason,
  StoppedAddress, Suggestion, SyncStatus, TestedGateway, TestedSms, TimelineEntry,
  TimelineKind, Undone, Variables, View, ViewFields, WireError,
} from './generated/commands.ts';

export type Id = number;
/** Unix milliseconds, UTC. */
export type Ms = number;
/** A calendar day, YYYY-MM-DD, in the office's time zone. */
export type Day = string;
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type None = Record<string, never>;
export type Language = made.Language;
export type Employee = made.Me;
export type MessageWay = made.ConsentWay;
export type OfficeStart = made.OfficeStart;
export type MailboxTest = made.TestReport;
export type UnreadableLetter = made.UnreadableRow;
export type IgnoredLetter = made.IgnoredRow;
export type FolderAccount = made.Account;
export type RequestQuery = made.RequestList;
export type Counts = made.RequestCounts;
export type File = made.LetterFile;
export type LetterState = made.OutboxState;
export type Source = made.LetterSource;
export type LetterItem = Extract<made.Item, { item: 'letter' }>;
export type NoteItem = Extract<made.Item, { item: 'note' }>;
export type SmsItem = Extract<made.Item, { item: 'sms' }>;
export type EventItem = Extract<made.Item, { item: 'event' }>;

export interface Page<Row> { rows: Row[]; next: string | null }
export interface CountedPage<Row> extends Page<Row> { total: number }
/** What the window's own filters always hold; the office takes less. */
export interface Filter {
  from: Day | null; to: Day | null; client_id: Id | null; employee_id: Id | null; search: string | null; interests?: string[];
  after?: string | null; limit?: number;
}
