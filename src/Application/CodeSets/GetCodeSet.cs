using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.CodeSets;

[Requires(Permissions.CodeSetsRead)]
public sealed record GetCodeSetQuery(string Name) : IQuery<CodeSetDto>;

internal sealed class GetCodeSetHandler : IQueryHandler<GetCodeSetQuery, CodeSetDto>
{
    public Task<Result<CodeSetDto>> Handle(GetCodeSetQuery request, CancellationToken cancellationToken) =>
        Task.FromResult(CodeSetCatalogue.All.FirstOrDefault(s => s.Name == request.Name) is { } set ? set : (Result<CodeSetDto>)CommonErrors.NotFound);
}
