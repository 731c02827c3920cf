namespace PupilSupport.Application.Common.Access;

/// <summary>Every permission there is. A client's scopes are spelled the same.</summary>
public static class Permissions
{
    public const string MeRead = "me.read";
    public const string CodeSetsRead = "code-sets.read";
    public const string DataInventoryRead = "data-inventory.read";
    public const string DataQualityRead = "data-quality.read";
    public const string SchoolsRead = "schools.read";
    public const string SchoolsWrite = "schools.write";
    public const string CalendarsRead = "calendars.read";
    public const string CalendarsWrite = "calendars.write";
    public const string RoomsRead = "rooms.read";
    public const string RoomsWrite = "rooms.write";
    public const string PoliciesRead = "policies.read";

    /// <summary>Policies whose values tell an outsider how to get round them.</summary>
    public const string PoliciesReadSensitive = "policies.read-sensitive";
    public const string PoliciesWrite = "policies.write";
    public const string StaffRead = "staff.read";
    public const string StaffWrite = "staff.write";
    public const string PupilsRead = "pupils.read";
    public const string PupilsWrite = "pupils.write";

    /// <summary>SEN provision and needs, also in writing.</summary>
    public const string PupilNeedsRead = "pupil-needs.read";
    public const string PupilNeedsWrite = "pupil-needs.write";
    public const string ContactsRead = "contacts.read";
    public const string ContactsWrite = "contacts.write";

    /// <summary>A contact's confidential address.</summary>
    public const string ConfidentialAddressesRead = "confidential-addresses.read";

    /// <summary>Single-purpose links for people without an account, never their addresses.</summary>
    public const string LinksRead = "links.read";

    /// <summary>Make and revoke them.</summary>
    public const string LinksWrite = "links.write";
    public const string ImportsWrite = "imports.write";
    public const string JobsRead = "jobs.read";

    /// <summary>What runs by the clock.</summary>
    public const string SchedulesRead = "schedules.read";

    /// <summary>Support sessions in which the caller is a practitioner.</summary>
    public const string SupportSessionsRead = "support-sessions.read";

    /// <summary>All support sessions of the caller's schools.</summary>
    public const string SupportSessionsReadAll = "support-sessions.read-all";

    /// <summary>Schedule, start, complete, cancel and so on, as the session's practitioner.</summary>
    public const string SupportSessionsWrite = "support-sessions.write";

    /// <summary>The same for a colleague's sessions.</summary>
    public const string SupportSessionsWriteAll = "support-sessions.write-all";

    /// <summary>Programmes in which the caller is or was the practitioner, or that the caller proposed.</summary>
    public const string SupportProgrammesRead = "support-programmes.read";

    /// <summary>All programmes of the pupils whom the caller reaches.</summary>
    public const string SupportProgrammesReadAll = "support-programmes.read-all";

    /// <summary>Propose programmes, and run one's own.</summary>
    public const string SupportProgrammesWrite = "support-programmes.write";

    /// <summary>The same for colleagues' programmes; allocate and hand over.</summary>
    public const string SupportProgrammesWriteAll = "support-programmes.write-all";

    /// <summary>Approve more sessions than the policy allows.</summary>
    public const string SupportProgrammesApprove = "support-programmes.approve";

    /// <summary>A colleague's caseload; one's own needs no permission but <see cref="MeRead"/>.</summary>
    public const string CaseloadsRead = "caseloads.read";

    /// <summary>Supervision and coaching in which the caller took part.</summary>
    public const string SupervisionRecordsRead = "supervision-records.read";

    /// <summary>That supervision and coaching took place at the caller's schools, and when; not what was said.</summary>
    public const string SupervisionRecordsReadAll = "supervision-records.read-all";
    public const string SupervisionRecordsWrite = "supervision-records.write";

    /// <summary>Observations that the caller made, and those of the pupils whom the caller supports.</summary>
    public const string ObservationsRead = "observations.read";

    /// <summary>All observations of the pupils whom the caller reaches.</summary>
    public const string ObservationsReadAll = "observations.read-all";
    public const string ObservationsWrite = "observations.write";

    /// <summary>Assessments that the caller made, and those of the pupils whom the caller supports.</summary>
    public const string AssessmentsRead = "assessments.read";

    /// <summary>All assessments of the pupils whom the caller reaches.</summary>
    public const string AssessmentsReadAll = "assessments.read-all";
    public const string AssessmentsWrite = "assessments.write";

    /// <summary>Moderate and lock what colleagues have submitted.</summary>
    public const string AssessmentsModerate = "assessments.moderate";

    /// <summary>Define the trust's own scales.</summary>
    public const string InstrumentsWrite = "assessment-instruments.write";

    /// <summary>One-page profiles of the pupils whom the caller reaches or supports.</summary>
    public const string PupilProfilesRead = "pupil-profiles.read";
    public const string PupilProfilesWrite = "pupil-profiles.write";

    /// <summary>Vulnerability statuses of the pupils whom the caller reaches, but those of safeguarding.</summary>
    public const string VulnerabilityStatusesRead = "vulnerability-statuses.read";

    /// <summary>Those of safeguarding too: children in need, child protection plans.</summary>
    public const string VulnerabilityStatusesReadSafeguarding = "vulnerability-statuses.read-safeguarding";
    public const string VulnerabilityStatusesWrite = "vulnerability-statuses.write";

    /// <summary>Positive notes and celebrations of the pupils whom the caller reaches or supports.</summary>
    public const string RecognitionsRead = "recognitions.read";
    public const string RecognitionsWrite = "recognitions.write";

    /// <summary>What the caller decided to share, or not.</summary>
    public const string InformationSharesRead = "information-shares.read";

    /// <summary>What was shared about the pupils whom the caller reaches, but for safeguarding.</summary>
    public const string InformationSharesReadAll = "information-shares.read-all";

    /// <summary>What was shared for safeguarding, too.</summary>
    public const string InformationSharesReadSafeguarding = "information-shares.read-safeguarding";

    /// <summary>What is for the safeguarding lead alone.</summary>
    public const string InformationSharesReadDslOnly = "information-shares.read-dsl-only";

    /// <summary>Record what one shared, or refused to.</summary>
    public const string InformationSharesWrite = "information-shares.write";

    /// <summary>Void what colleagues recorded, and complete its basis.</summary>
    public const string InformationSharesWriteAll = "information-shares.write-all";

    /// <summary>Waiting, delivery, impact and outcomes, with small numbers suppressed.</summary>
    public const string SupportReportsRead = "support-reports.read";

    /// <summary>Plans that the caller wrote, sees to or contributes to, and those of the pupils whom the caller supports.</summary>
    public const string PlansRead = "plans.read";

    /// <summary>All plans of the pupils whom the caller reaches, but those that concern the body.</summary>
    public const string PlansReadAll = "plans.read-all";

    /// <summary>Healthcare and intimate care plans of the pupils whom the caller reaches.</summary>
    public const string PlansReadHealth = "plans.read-health";

    /// <summary>Draft plans for the pupils whom the caller supports, and do with one's own what a plan allows.</summary>
    public const string PlansWrite = "plans.write";

    /// <summary>The same for all plans that the caller reads by a wider permission.</summary>
    public const string PlansWriteAll = "plans.write-all";

    /// <summary>Approve plans and send them back, as far as the caller's role decides on plans of the type.</summary>
    public const string PlansApprove = "plans.approve";

    /// <summary>Sign plans, and attest what others sign.</summary>
    public const string PlansSign = "plans.sign";

    /// <summary>Referrals that the caller sent, receives or gives, and those that a team of the caller's receives.</summary>
    public const string ReferralsRead = "referrals.read";

    /// <summary>All referrals of the pupils whom the caller reaches, but those that keep a child safe.</summary>
    public const string ReferralsReadAll = "referrals.read-all";

    /// <summary>Those that keep a child safe, of the pupils whom the caller reaches.</summary>
    public const string ReferralsReadSafeguarding = "referrals.read-safeguarding";

    /// <summary>Refer pupils, and do with a referral what its sender, team and practitioner do.</summary>
    public const string ReferralsWrite = "referrals.write";

    /// <summary>Act for every sender of the school, and void what was made in error.</summary>
    public const string ReferralsWriteAll = "referrals.write-all";

    /// <summary>Go on without consent, to keep a child safe.</summary>
    public const string ReferralsOverrideConsent = "referrals.override-consent";

    /// <summary>What plans can begin with.</summary>
    public const string PlanTemplatesRead = "plan-templates.read";

    /// <summary>Write, publish and archive that, for the whole trust.</summary>
    public const string PlanTemplatesWrite = "plan-templates.write";

    /// <summary>Which sessions part-time timetables leave out, for the register (C2); nothing else of the plans.</summary>
    public const string ExpectedMarksRead = "expected-marks.read";

    /// <summary>The directory of agencies: the trust's, and the additions of the caller's schools.</summary>
    public const string AgenciesRead = "agencies.read";

    /// <summary>Add to it, verify, archive and merge.</summary>
    public const string AgenciesWrite = "agencies.write";

    /// <summary>Families who were told about agencies: what the caller recorded, and those of the pupils whom the caller supports.</summary>
    public const string SignpostingsRead = "signpostings.read";

    /// <summary>Those of all pupils whom the caller reaches, but those of safeguarding.</summary>
    public const string SignpostingsReadAll = "signpostings.read-all";

    /// <summary>Those of safeguarding too.</summary>
    public const string SignpostingsReadSafeguarding = "signpostings.read-safeguarding";
    public const string SignpostingsWrite = "signpostings.write";

    /// <summary>Tasks that the caller owns, has as a member of a team, or has made.</summary>
    public const string TasksRead = "tasks.read";

    /// <summary>All tasks of the caller's schools, up to the label pastoral.</summary>
    public const string TasksReadAll = "tasks.read-all";

    /// <summary>Make tasks, and do with one's own what a task allows.</summary>
    public const string TasksWrite = "tasks.write";

    /// <summary>The same for all tasks of the caller's schools, and exempt from them.</summary>
    public const string TasksWriteAll = "tasks.write-all";

    /// <summary>The files of a record that the caller reaches, and leave to download them.</summary>
    public const string AttachmentsRead = "attachments.read";

    /// <summary>Add files to a record that the caller may change, and withdraw them.</summary>
    public const string AttachmentsWrite = "attachments.write";

    /// <summary>Who has agreed to which medicine, and to how much of it.</summary>
    public const string MedicineConsentsRead = "medicine-consents.read";

    /// <summary>Record consents that were asked for, given and withdrawn.</summary>
    public const string MedicineConsentsWrite = "medicine-consents.write";

    /// <summary>A pupil's own confidential consent, and all that rests on it: nobody else learns of it.</summary>
    public const string MedicineConsentsReadConfidential = "medicine-consents.read-confidential";
    public const string MedicationOrdersRead = "medication-orders.read";

    /// <summary>Draft orders, hold, resume, end and stop them.</summary>
    public const string MedicationOrdersWrite = "medication-orders.write";

    /// <summary>Verify and activate orders.</summary>
    public const string MedicationOrdersActivate = "medication-orders.activate";

    /// <summary>Confirm a colleague's verified order for a controlled drug.</summary>
    public const string MedicationOrdersConfirm = "medication-orders.confirm";

    /// <summary>Rescue medicines and allergies of pupils, and where the medicine is kept: no more.</summary>
    public const string MedicationAlertsRead = "medication-alerts.read";
    public const string MedicineStocksRead = "medicine-stocks.read";

    /// <summary>Take in medicine.</summary>
    public const string MedicineStocksReceive = "medicine-stocks.receive";

    /// <summary>Count, waste, return, dispose of and adjust it; confirm as a second person.</summary>
    public const string MedicineStocksWrite = "medicine-stocks.write";
    public const string MedicationAdministrationsRead = "medication-administrations.read";

    /// <summary>Record a rescue medicine that was given: any member of staff.</summary>
    public const string MedicationAdministrationsRecord = "medication-administrations.record";

    /// <summary>Give medicine and record it, with competence in date.</summary>
    public const string MedicationAdministrationsGive = "medication-administrations.give";

    /// <summary>Confirm as the second person at a dose.</summary>
    public const string MedicationAdministrationsWitness = "medication-administrations.witness";
    public const string MedicationRoundsRead = "medication-rounds.read";

    /// <summary>Errors and near misses that the caller reported.</summary>
    public const string MedicineErrorsRead = "medicine-errors.read";

    /// <summary>Those of all pupils whom the caller reaches, and of the schools' own stock.</summary>
    public const string MedicineErrorsReadAll = "medicine-errors.read-all";

    /// <summary>Report an error or a near miss, and say what became of the parent.</summary>
    public const string MedicineErrorsReport = "medicine-errors.report";
    public const string MedicineErrorsReview = "medicine-errors.review";

    /// <summary>The caller's own training.</summary>
    public const string TrainingRecordsRead = "training-records.read";

    /// <summary>The training of all staff of the caller's schools.</summary>
    public const string TrainingRecordsReadAll = "training-records.read-all";

    /// <summary>Book, complete, cancel and revoke it.</summary>
    public const string TrainingRecordsWrite = "training-records.write";
    public const string ChronologyRead = "chronology.read";

    /// <summary>The caller's own notices, and how the caller wants them delivered.</summary>
    public const string NotificationsRead = "notifications.read";
    public const string NotificationsWrite = "notifications.write";

    /// <summary>The addresses to which the trust has notices sent.</summary>
    public const string NotificationWebhooksRead = "notification-webhooks.read";
    public const string NotificationWebhooksWrite = "notification-webhooks.write";

    /// <summary>Issue documents of what the caller may read, and fetch them.</summary>
    public const string DocumentsWrite = "documents.write";

    /// <summary>Check a document by its number, and list those that the caller issued.</summary>
    public const string DocumentsRead = "documents.read";

    /// <summary>The ledger of documents that anybody issued at the caller's schools.</summary>
    public const string DocumentsReadAll = "documents.read-all";
    public const string AuditRead = "audit.read";
    public const string AuditVerify = "audit.verify";
    public const string AccessRead = "access.read";
    public const string AccessWrite = "access.write";
}
