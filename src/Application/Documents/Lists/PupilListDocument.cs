using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Pupils.Dtos;
using PupilSupport.Application.Pupils.Queries;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.Documents.Lists;

internal sealed class PupilListDocument(IQueryHandler<ListPupilsQuery, Page<PupilDto>> list, ListNames names, ICaller caller)
    : ListDocument<ListPupilsQuery, PupilDto>(list, names, caller)
{
    public override DocumentKind Kind => DocumentKind.PupilList;

    public override DocumentMembers Takes { get; } = new(["schoolId"], ["classId"]);

    protected override IReadOnlyList<ListColumn<PupilDto>> Columns { get; } =
    [
        new("Pupil", 5, p => new PupilId(p.Id)),
        new("Date of birth", 3, p => p.DateOfBirth),
        new("Year", 2, p => p.YearGroup),
        new("Classes", 4, p => p.Classes.Select(c => c.Name)),
        new("UPN", 4, p => p.Upn),
        new("SEN", 2, p => p.SenProvision),
        new("Needs", 0, p => p.SenNeeds?.Select(EnumCodes<SenType>.Format)),
        new("Legal given name", 0, p => p.GivenName),
        new("Legal middle names", 0, p => p.MiddleNames),
        new("Legal family name", 0, p => p.FamilyName),
        new("Id", 0, p => p.Id),
    ];

    protected override ListPupilsQuery QueryOf(DocumentRequest request) => new() { SchoolId = request.SchoolId, ClassId = request.ClassId };

    protected override SensitivityLabel LabelOf(PupilDto record) =>
        record is { SenProvision: null, SenNeeds: null or [] } ? SensitivityLabel.Standard : SensitivityLabel.Pastoral;
}
