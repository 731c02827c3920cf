using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.MedicineStocks.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicineStocks;

namespace PupilSupport.Application.MedicineStocks.Queries;

[Requires(Permissions.MedicineStocksRead), Audited("medicine_stock.read")]
public sealed record GetMedicineStockQuery(Guid Id) : IQuery<MedicineStockDto>, IAuditSubject
{
    (string Kind, Guid Id) IAuditSubject.AuditSubject => (MedicineStockRules.TaskSourceKind, Id);
}

internal sealed class GetMedicineStockHandler(MedicineStockAccess access, MedicineStockAnswers answers, AutoMapper.IConfigurationProvider maps)
    : IQueryHandler<GetMedicineStockQuery, MedicineStockDto>
{
    public async Task<Result<MedicineStockDto>> Handle(GetMedicineStockQuery request, CancellationToken cancellationToken)
    {
        var id = new MedicineStockId(request.Id);
        var stock = await access.Readable().AsNoTracking().Where(s => s.Id == id).ProjectTo<MedicineStockDto>(maps).SingleOrDefaultAsync(cancellationToken);
        return stock is null ? CommonErrors.NotFound : answers.Seen(stock);
    }
}
