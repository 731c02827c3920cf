using PupilSupport.Application.Provisions.Dtos;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Provisions;

/// <summary>A pupil of a map, as it groups them.</summary>
internal sealed record ProvisionPupil(PupilId Id, YearGroup? YearGroup, Guid? ClassId, string? ClassName, NeedArea? NeedArea);

/// <summary>The support of pupils that runs on a day at a school.</summary>
internal sealed record ProvisionSheet(DateOnly On, IReadOnlyDictionary<PupilId, ProvisionPupil> Pupils, ILookup<PupilId, ProvisionLineDto> Lines)
{
    public ProvisionMapPupilDto Complete(ProvisionMapPupilDto row)
    {
        var (pupil, lines) = (Pupils[new(row.PupilId)], Lines[new(row.PupilId)].ToArray());
        return row with
        {
            YearGroup = pupil.YearGroup,
            ClassId = pupil.ClassId,
            ClassName = pupil.ClassName,
            MinutesPerWeek = lines.Sum(l => l.MinutesPerWeek),
            WeeklyCostPence = lines.Sum(l => l.WeeklyCostPence),
            TermCostPence = Sum(lines),
            Lines = [.. lines.Take(ProvisionMapPupilDto.MaxLines)],
        };
    }

    public ProvisionMapTotalsDto Totals(SchoolId school)
    {
        var all = Lines.SelectMany(g => g.Select(l => (Pupil: Pupils[g.Key], Line: l))).ToArray();
        var (pupils, lines) = (Lines.Count, all.Select(a => a.Line).ToArray());
        return new ProvisionMapTotalsDto
        {
            SchoolId = school.Value,
            On = On,
            Term = SchoolTerm.Containing(On).Label,
            Pupils = pupils,
            MinutesPerWeek = lines.Sum(l => l.MinutesPerWeek),
            WeeklyCostPence = lines.Sum(l => l.WeeklyCostPence),
            TermCostPence = Sum(lines),
            ByClass =
            [
                .. By(all, a => (a.Pupil.ClassId, a.Pupil.ClassName), (k, n, l) => new ProvisionClassTotalDto
                {
                    ClassId = k.ClassId,
                    ClassName = k.ClassName,
                    Pupils = n,
                    MinutesPerWeek = l.Sum(x => x.MinutesPerWeek),
                    WeeklyCostPence = l.Sum(x => x.WeeklyCostPence),
                    TermCostPence = Sum(l),
                }).OrderBy(t => t.ClassName is null).ThenBy(t => t.ClassName, StringComparer.Ordinal).ThenBy(t => t.ClassId).Take(ProvisionMapTotalsDto.MaxClasses),
            ],
            ByNeed =
            [
                .. By(all, a => a.Line.NeedArea, (k, n, l) => new ProvisionNeedTotalDto
                {
                    NeedArea = k,
                    Pupils = n,
                    MinutesPerWeek = l.Sum(x => x.MinutesPerWeek),
                    WeeklyCostPence = l.Sum(x => x.WeeklyCostPence),
                    TermCostPence = Sum(l),
                }).OrderBy(t => t.NeedArea is null).ThenBy(t => t.NeedArea),
            ],
            ByKind =
            [
                .. By(all, a => a.Line.Kind, (k, n, l) => new ProvisionKindTotalDto
                {
                    Kind = k,
                    Pupils = n,
                    MinutesPerWeek = l.Sum(x => x.MinutesPerWeek),
                    WeeklyCostPence = l.Sum(x => x.WeeklyCostPence),
                    TermCostPence = Sum(l),
                }).OrderBy(t => t.Kind),
            ],
        };
    }

    private static IEnumerable<TTotal> By<TKey, TTotal>(
        IEnumerable<(ProvisionPupil Pupil, ProvisionLineDto Line)> all,
        Func<(ProvisionPupil Pupil, ProvisionLineDto Line), TKey> key,
        Func<TKey, int, ProvisionLineDto[], TTotal> total) =>
        all.GroupBy(key).Select(g => total(g.Key, g.Select(a => a.Pupil.Id).Distinct().Count(), [.. g.Select(a => a.Line)]));

    /// <summary>Of a term; unknown when it is of any of them.</summary>
    private static long? Sum(ProvisionLineDto[] lines) => lines.Any(l => l.TermCostPence is null) ? null : lines.Sum(l => l.TermCostPence!.Value);
}
