using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Reports;

public static class ReportErrors
{
    /// <summary>Of how many schools one report tells.</summary>
    public const int MaxSchools = 200;

    public static readonly Error TooManySchools =
        new Error("report-too-many-schools", ErrorKind.Rule, "One report tells of 200 schools at most; name one with schoolId.").At("/schoolId").With("max", MaxSchools);
}
