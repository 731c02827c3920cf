using System.Globalization;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Provisions.Dtos;
using PupilSupport.Application.Provisions.Queries;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.Documents.Lists;

/// <summary>A pupil of a map with one line of its support.</summary>
internal sealed record ProvisionRow(ProvisionMapPupilDto Pupil, ProvisionLineDto Line);

internal sealed class ProvisionMapDocument(
    IQueryHandler<GetProvisionMapQuery, Page<ProvisionMapPupilDto>> list, IQueryHandler<GetProvisionMapTotalsQuery, ProvisionMapTotalsDto> totals, ListNames names, ICaller caller)
    : ListDocument<GetProvisionMapQuery, ProvisionMapPupilDto, ProvisionRow>(list, names, caller)
{
    public override DocumentKind Kind => DocumentKind.ProvisionMap;

    public override DocumentMembers Takes { get; } = new(["schoolId"], ["classId", "on"]);

    protected override IReadOnlyList<ListColumn<ProvisionRow>> Columns { get; } =
    [
        new("Pupil", 5, r => new PupilId(r.Pupil.PupilId)),
        new("Class", 2, r => r.Pupil.ClassName),
        new("Support", 4, r => r.Line.Kind),
        new("What", 6, r => r.Line.Text),
        new("Area of need", 4, r => r.Line.NeedArea),
        new("Role", 3, r => r.Line.Role),
        new("Minutes a week", 2, r => r.Line.MinutesPerWeek),
        new("£ a week", 2, r => Pounds(r.Line.WeeklyCostPence)),
        new("£ a term", 2, r => Pounds(r.Line.TermCostPence)),
        new("Shared by", 2, r => r.Line.SharedBy),
        new("Year group", 0, r => r.Pupil.YearGroup),
        new("From", 0, r => r.Line.StartsOn),
        new("To", 0, r => r.Line.EndsOn),
        new("Programme", 0, r => r.Line.ProgrammeId),
        new("Plans", 0, r => r.Line.PlanIds.Select(p => p.ToString())),
    ];

    protected override bool IsWide => true;

    protected override GetProvisionMapQuery QueryOf(DocumentRequest request) => new() { SchoolId = request.SchoolId!.Value, ClassId = request.ClassId, On = request.On };

    protected override IEnumerable<ProvisionRow> RowsOf(ProvisionMapPupilDto record, DocumentRequest request) => record.Lines.Select(l => new ProvisionRow(record, l));

    protected override SensitivityLabel LabelOf(ProvisionMapPupilDto record) =>
        record.Lines.Any(l => ProvisionKinds.IsHealth(l.Kind)) ? SensitivityLabel.Health : SensitivityLabel.Pastoral;

    protected override async Task<IReadOnlyList<(string Name, object? Value)>> AboutAsync(DocumentRequest request, CancellationToken ct)
    {
        var sum = await totals.Handle(new GetProvisionMapTotalsQuery { SchoolId = request.SchoolId!.Value, ClassId = request.ClassId, On = request.On }, ct);
        return
        [
            ("On", sum.Value.On),
            ("Only of the class", request.ClassId is { } group ? await Names.ClassAsync(group, ct) : null),
            ("Pupils", sum.Value.Pupils),
            ("Minutes a week", sum.Value.MinutesPerWeek),
            ("£ a week", Pounds(sum.Value.WeeklyCostPence)),
            ($"£ in {sum.Value.Term}", Pounds(sum.Value.TermCostPence)),
        ];
    }

    private static string? Pounds(long? pence) => pence is { } known ? (known / 100m).ToString("0.00", CultureInfo.InvariantCulture) : null;
}
