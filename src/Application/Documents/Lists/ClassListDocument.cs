using PupilSupport.Application.Classes.Dtos;
using PupilSupport.Application.Classes.Queries;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Domain.Documents;

namespace PupilSupport.Application.Documents.Lists;

internal sealed class ClassListDocument(IQueryHandler<ListClassesQuery, Page<ClassDto>> list, ListNames names, ICaller caller)
    : ListDocument<ListClassesQuery, ClassDto>(list, names, caller)
{
    public override DocumentKind Kind => DocumentKind.ClassList;

    public override DocumentMembers Takes { get; } = new("schoolId");

    protected override IReadOnlyList<ListColumn<ClassDto>> Columns { get; } =
    [
        new("Class", 5, c => c.Name),
        new("Code", 3, c => c.Code),
        new("Kind", 3, c => c.Kind),
        new("Academic year", 3, c => c.AcademicYear),
        new("Id", 0, c => c.Id),
    ];

    protected override ListClassesQuery QueryOf(DocumentRequest request) => new() { SchoolId = request.SchoolId };
}
