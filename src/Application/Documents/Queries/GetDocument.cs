using AutoMapper;
using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Documents.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;

namespace PupilSupport.Application.Documents.Queries;

[Requires(Permissions.DocumentsRead)]
public sealed record GetDocumentQuery(Guid Id) : IQuery<DocumentDto>;

internal sealed class GetDocumentHandler(DocumentScope scope, IConfigurationProvider maps) : IQueryHandler<GetDocumentQuery, DocumentDto>
{
    public async Task<Result<DocumentDto>> Handle(GetDocumentQuery request, CancellationToken cancellationToken)
    {
        var id = new DocumentId(request.Id);
        var document = await scope.Readable().Where(d => d.Id == id).ProjectTo<DocumentDto>(maps).SingleOrDefaultAsync(cancellationToken);
        return document is null ? CommonErrors.NotFound : document;
    }
}
