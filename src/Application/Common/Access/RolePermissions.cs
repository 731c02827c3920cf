using System.Collections.Frozen;
using PupilSupport.Domain.Access;
using static PupilSupport.Application.Common.Access.Permissions;

namespace PupilSupport.Application.Common.Access;

/// <summary>What each role may do. The only such table; reach (which school, which pupils) stands on the grant.</summary>
public static class RolePermissions
{
    /// <summary>What any caller with any role may read: it holds nothing about pupils.</summary>
    private static readonly string[] Everyone = [MeRead, CodeSetsRead, SchoolsRead, CalendarsRead, RoomsRead, PoliciesRead, StaffRead, NotificationsRead, NotificationsWrite];

    private static readonly string[] OwnSessions = [SupportSessionsRead, SupportSessionsWrite, ChronologyRead, AttachmentsRead, AttachmentsWrite];

    private static readonly string[] OwnTasks = [TasksRead, TasksWrite];

    private static readonly string[] SchoolTasks = [.. OwnTasks, TasksReadAll, TasksWriteAll];

    private static readonly string[] WholeCard = [PupilsRead, PupilNeedsRead, ContactsRead];

    private static readonly FrozenDictionary<Role, FrozenSet<string>> Table = new Dictionary<Role, string[]>
    {
        // Needs and contacts are part of the full card, which a support worker sees for the caseload only.
        [Role.SupportWorker] = [PupilsRead, .. OwnSessions, .. OwnTasks],
        [Role.ThriveLead] = [.. WholeCard, .. OwnSessions, SupportSessionsReadAll, SupportSessionsWriteAll, .. SchoolTasks],
        [Role.PhaseLead] = [.. WholeCard, .. OwnSessions, SupportSessionsReadAll, .. OwnTasks, TasksReadAll],
        [Role.Teacher] = [.. WholeCard, .. OwnSessions, .. OwnTasks],
        [Role.PastoralLead] = [.. WholeCard, ConfidentialAddressesRead, ContactsWrite, .. OwnSessions, SupportSessionsReadAll, SupportSessionsWriteAll, LinksRead, LinksWrite, .. SchoolTasks],
        [Role.Dsl] = [.. WholeCard, PoliciesReadSensitive, ConfidentialAddressesRead, ContactsWrite, .. OwnSessions, SupportSessionsReadAll, LinksRead, LinksWrite, .. SchoolTasks],
        [Role.Senco] = [.. WholeCard, PupilNeedsWrite, .. OwnSessions, SupportSessionsReadAll, SupportSessionsWriteAll, .. SchoolTasks],
        [Role.Headteacher] = [.. WholeCard, SupportSessionsRead, SupportSessionsReadAll, ChronologyRead, AttachmentsRead, DataQualityRead, CalendarsWrite, RoomsWrite, PoliciesReadSensitive, PoliciesWrite, LinksRead, .. SchoolTasks],
        [Role.AttendanceLead] = [PupilsRead, ContactsRead, ExpectedMarksRead, .. OwnTasks],
        [Role.Office] = [PupilsRead, PupilsWrite, ContactsRead, ContactsWrite, CalendarsWrite, RoomsWrite, DataQualityRead, LinksRead, LinksWrite, .. OwnTasks],
        [Role.MedicalLead] = [PupilsRead, ContactsRead, .. OwnTasks, ChronologyRead, AttachmentsRead, AttachmentsWrite],
        [Role.TrustAdministrator] = [SchoolsWrite, CalendarsWrite, RoomsWrite, PoliciesReadSensitive, PoliciesWrite, StaffWrite, DataInventoryRead, JobsRead, SchedulesRead, AccessRead, AccessWrite, NotificationWebhooksRead, NotificationWebhooksWrite],
        [Role.Auditor] = [PoliciesReadSensitive, AuditRead, AuditVerify, AccessRead, DataInventoryRead, JobsRead],
        [Role.TrustSafeguardingLead] = [.. WholeCard, PoliciesReadSensitive, ConfidentialAddressesRead, SupportSessionsRead, SupportSessionsReadAll, ChronologyRead, AttachmentsRead, .. OwnTasks, TasksReadAll],
        [Role.MisClient] =
        [
            PupilsRead, PupilsWrite, PupilNeedsRead, PupilNeedsWrite, ContactsRead, ContactsWrite,
            StaffWrite, CalendarsWrite, ImportsWrite, JobsRead, DataQualityRead, ExpectedMarksRead,
        ],
    }.ToFrozenDictionary(r => r.Key, r => Everyone.Concat(r.Value).Concat(DocumentsOf(r.Key)).Concat(MedicinesOf(r.Key)).Concat(TrainingOf(r.Key)).Concat(ProgrammesOf(r.Key)).Concat(VulnerabilitiesOf(r.Key)).Concat(PlansOf(r.Key)).Concat(ReferralsOf(r.Key)).Concat(AgenciesOf(r.Key)).Concat(SharesOf(r.Key)).Concat(SignpostingsOf(r.Key)).ToFrozenSet(StringComparer.Ordinal));

    /// <summary>Paper for those who work with pupils or audit the service; the ledger of it for those who watch over paper.</summary>
    private static string[] DocumentsOf(Role role) => role switch
    {
        Role.Dsl or Role.TrustSafeguardingLead or Role.Auditor => [DocumentsRead, DocumentsWrite, DocumentsReadAll],
        Role.SupportWorker or Role.ThriveLead or Role.PhaseLead or Role.Teacher or Role.PastoralLead or Role.Senco or Role.Headteacher or Role.Office or Role.MedicalLead =>
            [DocumentsRead, DocumentsWrite],
        _ => [],
    };

    /// <summary>Rescue and reporting are everybody's who works with pupils; giving is for those whose work it is; the rest is the medical lead's.</summary>
    private static string[] MedicinesOf(Role role)
    {
        string[] anybody = [MedicationAlertsRead, MedicationAdministrationsRecord, MedicineErrorsRead, MedicineErrorsReport];
        string[] reads =
        [
            .. anybody, MedicineConsentsRead, MedicationOrdersRead, MedicineStocksRead, MedicationAdministrationsRead, MedicationAdministrationsWitness,
            MedicationRoundsRead,
        ];
        string[] gives = [.. reads, MedicationAdministrationsGive, MedicationOrdersConfirm, MedicineStocksReceive, MedicineStocksWrite];
        return role switch
        {
            Role.SupportWorker or Role.ThriveLead => gives,
            Role.MedicalLead =>
            [
                .. gives, MedicineConsentsWrite, MedicineConsentsReadConfidential, MedicationOrdersWrite, MedicationOrdersActivate, MedicineErrorsReadAll, MedicineErrorsReview,
            ],
            Role.Dsl => [.. reads, MedicineConsentsReadConfidential, MedicineErrorsReadAll],
            Role.Headteacher => [.. reads, MedicationOrdersConfirm, MedicineStocksWrite, MedicineErrorsReadAll, MedicineErrorsReview],
            Role.PastoralLead or Role.Senco => [.. reads, MedicineErrorsReadAll],
            Role.TrustSafeguardingLead => [MedicationAlertsRead, MedicineConsentsRead, MedicationOrdersRead, MedicineStocksRead, MedicationAdministrationsRead, MedicineErrorsRead, MedicineErrorsReadAll],
            Role.Office => [MedicationAlertsRead, MedicationAdministrationsRecord, MedicineErrorsRead, MedicineErrorsReport, MedicineConsentsRead, MedicineConsentsWrite, MedicineStocksRead, MedicineStocksReceive],
            Role.Teacher or Role.PhaseLead or Role.AttendanceLead => anybody,
            _ => [],
        };
    }

    /// <summary>Everybody sees their own; who answers for who may do what sees everybody's. A machine has none.</summary>
    private static string[] TrainingOf(Role role) => role switch
    {
        Role.MedicalLead or Role.Headteacher or Role.TrustAdministrator => [TrainingRecordsRead, TrainingRecordsReadAll, TrainingRecordsWrite],
        Role.Dsl or Role.PastoralLead or Role.Senco or Role.TrustSafeguardingLead => [TrainingRecordsRead, TrainingRecordsReadAll],
        Role.MisClient => [],
        _ => [TrainingRecordsRead],
    };

    /// <summary>Who supports sees the work with the own caseload; who leads it, all of it; who teaches, what helps in class.</summary>
    private static string[] ProgrammesOf(Role role)
    {
        string[] inClass = [PupilProfilesRead, RecognitionsRead, RecognitionsWrite, ObservationsRead, ObservationsWrite];
        string[] supports =
        [
            .. inClass, PupilProfilesWrite, SupportProgrammesRead, SupportProgrammesWrite, AssessmentsRead, AssessmentsWrite, SupervisionRecordsRead, SupervisionRecordsWrite,
        ];
        string[] reads =
        [
            PupilProfilesRead, RecognitionsRead, ObservationsRead, ObservationsReadAll, SupportProgrammesRead, SupportProgrammesReadAll, AssessmentsRead, AssessmentsReadAll, CaseloadsRead, SupportReportsRead,
        ];
        string[] leads = [.. supports, .. reads, SupportProgrammesWriteAll, AssessmentsModerate, InstrumentsWrite];
        return role switch
        {
            Role.SupportWorker => supports,
            Role.ThriveLead => [.. leads, SupervisionRecordsReadAll],
            Role.PastoralLead or Role.Senco => [.. leads, SupportProgrammesApprove, SupervisionRecordsReadAll],
            Role.PhaseLead => [.. inClass, .. reads],
            Role.Teacher => inClass,
            Role.Dsl => [.. inClass, .. reads, SupervisionRecordsRead, SupervisionRecordsWrite],
            Role.Headteacher => [.. inClass, .. reads, SupportProgrammesApprove, SupervisionRecordsRead, SupervisionRecordsReadAll],
            Role.TrustSafeguardingLead => reads,
            _ => [],
        };
    }

    /// <summary>Whoever sees the whole card; of safeguarding, whoever answers for it.</summary>
    private static string[] VulnerabilitiesOf(Role role) => role switch
    {
        Role.ThriveLead or Role.PhaseLead or Role.Teacher => [VulnerabilityStatusesRead],
        Role.Senco or Role.MisClient => [VulnerabilityStatusesRead, VulnerabilityStatusesWrite],
        Role.PastoralLead or Role.Dsl => [VulnerabilityStatusesRead, VulnerabilityStatusesReadSafeguarding, VulnerabilityStatusesWrite],
        Role.Headteacher or Role.TrustSafeguardingLead => [VulnerabilityStatusesRead, VulnerabilityStatusesReadSafeguarding],
        _ => [],
    };

    /// <summary>Who supports writes for the own caseload; who leads, for all; what concerns the body is for those who answer for health or safety.</summary>
    private static string[] PlansOf(Role role)
    {
        string[] reads = [PlansRead, PlansReadAll, PlanTemplatesRead];
        string[] writes = [PlansRead, PlansWrite, PlansWriteAll, PlansSign, PlanTemplatesRead];
        return role switch
        {
            Role.SupportWorker => [PlansRead, PlansWrite, PlansSign, PlanTemplatesRead],
            Role.Teacher => [PlansRead, PlansSign],
            Role.ThriveLead => [.. writes, PlansReadAll],
            Role.PhaseLead => [.. reads, PlansApprove, PlansSign, ExpectedMarksRead],
            Role.PastoralLead or Role.Senco or Role.Dsl => [.. writes, PlansReadAll, PlansReadHealth, PlansApprove, PlanTemplatesWrite, ExpectedMarksRead],
            Role.MedicalLead => [.. writes, PlansReadHealth, PlansApprove, PlanTemplatesWrite],
            Role.Headteacher => [.. reads, PlansReadHealth, PlansApprove, PlansSign, ExpectedMarksRead],
            Role.TrustSafeguardingLead => [.. reads, PlansReadHealth],
            Role.TrustAdministrator => [PlanTemplatesRead, PlanTemplatesWrite],
            _ => [],
        };
    }

    /// <summary>The directory holds nothing about pupils: whoever works with them reads it, and who leads the work keeps it.</summary>
    private static string[] AgenciesOf(Role role) => role switch
    {
        Role.PastoralLead or Role.Senco or Role.Dsl or Role.Headteacher or Role.TrustSafeguardingLead or Role.TrustAdministrator => [AgenciesRead, AgenciesWrite],
        Role.Auditor or Role.MisClient => [],
        _ => [AgenciesRead],
    };

    /// <summary>Whoever shares records it; who leads, reads of all; safeguarding is for those who answer for it.</summary>
    private static string[] SharesOf(Role role)
    {
        string[] own = [InformationSharesRead, InformationSharesWrite];
        return role switch
        {
            Role.SupportWorker or Role.ThriveLead or Role.PhaseLead or Role.Teacher or Role.AttendanceLead or Role.Office or Role.MedicalLead => own,
            Role.PastoralLead or Role.Senco => [.. own, InformationSharesReadAll],
            Role.Headteacher => [.. own, InformationSharesReadAll, InformationSharesReadSafeguarding],
            Role.Dsl or Role.TrustSafeguardingLead =>
                [.. own, InformationSharesReadAll, InformationSharesReadSafeguarding, InformationSharesReadDslOnly, InformationSharesWriteAll],
            _ => [],
        };
    }

    /// <summary>Whoever talks with families tells them; who leads the work reads what colleagues told; of safeguarding, whoever answers for it.</summary>
    private static string[] SignpostingsOf(Role role) => role switch
    {
        Role.SupportWorker or Role.Teacher or Role.AttendanceLead or Role.MedicalLead => [SignpostingsRead, SignpostingsWrite],
        Role.ThriveLead or Role.PhaseLead or Role.PastoralLead or Role.Senco => [SignpostingsRead, SignpostingsReadAll, SignpostingsWrite],
        Role.Dsl or Role.Headteacher => [SignpostingsRead, SignpostingsReadAll, SignpostingsReadSafeguarding, SignpostingsWrite],
        Role.TrustSafeguardingLead => [SignpostingsRead, SignpostingsReadAll, SignpostingsReadSafeguarding],
        _ => [],
    };

    /// <summary>Whoever works with pupils refers them; who leads acts for all; what keeps a child safe is for those who answer for safety.</summary>
    private static string[] ReferralsOf(Role role)
    {
        string[] own = [ReferralsRead, ReferralsWrite];
        return role switch
        {
            Role.SupportWorker or Role.Teacher or Role.AttendanceLead or Role.MedicalLead => own,
            Role.ThriveLead or Role.PhaseLead => [.. own, ReferralsReadAll],
            Role.PastoralLead or Role.Senco => [.. own, ReferralsReadAll, ReferralsWriteAll],
            Role.Headteacher => [.. own, ReferralsReadAll, ReferralsReadSafeguarding, ReferralsWriteAll],
            Role.Dsl => [.. own, ReferralsReadAll, ReferralsReadSafeguarding, ReferralsWriteAll, ReferralsOverrideConsent],
            Role.TrustSafeguardingLead => [ReferralsRead, ReferralsReadAll, ReferralsReadSafeguarding],
            _ => [],
        };
    }

    /// <summary>The permissions of a role.</summary>
    public static IReadOnlySet<string> Of(Role role) => Table[role];

    /// <summary>Every permission that some role has, in ordinal order: the scopes that a client can hold.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. Table.Values.SelectMany(p => p).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
