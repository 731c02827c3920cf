using System.Text;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Classes;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Links;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.CodeSets;

/// <summary>
/// Every code set. Those of our own enums are made from the enums, so that they cannot differ from what the API takes.
/// </summary>
internal static class CodeSetCatalogue
{
    private const string Census = "Department for Education, school census";
    private const string Attendance = "Department for Education, Working together to improve school attendance";
    private const string Ours = "This API";

    public static readonly IReadOnlyList<CodeSetDto> All =
    [
        .. new CodeSetDto[]
        {
            new("attendance-codes", "Attendance and absence, by session", Attendance, AttendanceCodes.All),
            Of<YearGroup>("year-groups", "National curriculum year group", Census, YearGroupLabel),
            Of<SenProvision>("sen-provision", "Provision for special educational needs", Census, SenProvisionLabel),
            Of<SenType>("sen-types", "Type of special educational need", Census, Words),
            Of<SchoolPhase>("school-phases", "Phase of education", "Get information about schools; special is ours", Words),
            Of<SchoolKind>("school-kinds", "Kind of organisation", Ours, Words),
            Of<EnrolmentKind>("enrolment-kinds", "How a pupil is on a school's roll", Ours, Words),
            Of<EnrolmentStatus>("enrolment-statuses", "Where an enrolment stands today", Ours, Words),
            Of<TeachingClassKind>("class-kinds", "What a class is for", Ours, Words),
            Of<Relationship>("relationships", "What a contact is to a pupil", Ours, Words),
            Of<ParentalResponsibility>("parental-responsibility", "Who holds parental responsibility", Ours, Words),
            Of<SupportSessionType>("support-session-types", "Kind of support session", Ours, Words),
            Of<SupportSessionStatus>("support-session-statuses", "Where a support session stands", Ours, Words),
            Of<ThriveStrand>("thrive-strands", "Strand of the Thrive approach", Ours, Words),
            Of<ElsaArea>("elsa-areas", "Area of emotional literacy support", Ours, Words),
            Of<SessionAttendance>("session-attendance", "What became of a pupil's part in a session", Ours, Words),
            Of<MissReason>("miss-reasons", "Why a session did not take place", Ours, Words),
            Of<LinkStatus>("link-statuses", "Where a single-purpose link stands", Ours, Words),
            Of<ContactSubmissionStatus>("contact-submission-statuses", "Where what a contact has sent stands", Ours, Words),
            Of<Role>("roles", "What a person or client is granted at a school", Ours, Words),
            Of<SensitivityLabel>("sensitivity-labels", "How sensitive a record is", Ours, Words),
        }.OrderBy(s => s.Name, StringComparer.Ordinal),
    ];

    private static CodeSetDto Of<T>(string name, string description, string source, Func<T, string> label) where T : struct, Enum =>
        new(name, description, source, [.. Enum.GetValues<T>().OrderBy(v => Convert.ToInt32(v, null)).Select(v => new CodeDto(EnumCodes<T>.Format(v), label(v)))]);

    private static string YearGroupLabel(YearGroup group) => group switch
    {
        YearGroup.Nursery1 => "Nursery, first year",
        YearGroup.Nursery2 => "Nursery, second year",
        YearGroup.Beyond13 => "Beyond year 13",
        _ => Words(group),
    };

    private static string SenProvisionLabel(SenProvision provision) => provision switch
    {
        SenProvision.None => "No special educational need",
        SenProvision.SenSupport => "SEN support",
        _ => "Education, health and care plan",
    };

    /// <summary><c>ThriveOneToOne</c> reads <c>Thrive one to one</c>, <c>Year7</c> <c>Year 7</c>.</summary>
    private static string Words<T>(T value) where T : struct, Enum
    {
        var (name, text) = (value.ToString(), new StringBuilder());
        foreach (var (sign, i) in name.Select((c, i) => (c, i)))
        {
            var starts = i > 0 && (char.IsUpper(sign) || (char.IsDigit(sign) && !char.IsDigit(name[i - 1])));
            text.Append(starts ? " " : "").Append(i == 0 ? sign : char.ToLowerInvariant(sign));
        }

        return text.ToString();
    }
}
